#version 120
uniform sampler2D u_field;   // dz/dx, dz/dy, z, loss
uniform sampler2D u_colors;
uniform vec2 u_lines;        // height to number of contour line
uniform vec3 u_eye;
uniform vec3 u_key;
uniform float u_height;
uniform float u_ratio;
varying vec3 v_position;
varying vec2 v_uv;

// One soft line wherever `number` passes a whole value; it fades where lines would merge.
float line(float number, float width, float slope) {
    float away = abs(fract(number - 0.5) - 0.5) / slope;
    return (1.0 - smoothstep(width - 0.5, width + 0.5, away)) * clamp(1.6 - 3.0 * slope, 0.0, 1.0);
}

void main() {
    vec4 field = texture2D(u_field, v_uv);
    vec3 normal = normalize(vec3(-field.xy, 1.0));
    vec3 to_eye = normalize(u_eye - v_position);
    float top = gl_FrontFacing ? 1.0 : 0.0;
    normal *= 2.0 * top - 1.0;

    float t = clamp(field.z / u_height, 0.0, 1.0);
    vec3 base = texture2D(u_colors, vec2((t * 255.0 + 0.5) / 256.0, 0.5)).rgb;

    float key = max(dot(normal, u_key), 0.0);
    float sky = 0.5 + 0.5 * normal.z;
    float shine = max(dot(normal, normalize(u_key + to_eye)), 0.0);
    shine *= shine; shine *= shine; shine *= shine; shine *= shine;  // to the 48th, cheaply
    float glint = shine * shine * shine;
    vec3 color = base * (vec3(0.42, 0.44, 0.48) * sky + vec3(0.68, 0.66, 0.62) * key + 0.06);
    color += 0.10 * glint * top;

    float number = field.z * u_lines.x + u_lines.y;
    float slope = max(fwidth(number), 1e-6);
    float ink = 0.17 * line(number, 0.55 * u_ratio, slope);
    ink = max(ink, 0.34 * line(number / 5.0, 0.7 * u_ratio, slope / 5.0));
    color *= 1.0 - ink;
    gl_FragColor = vec4(mix(0.30 * base + 0.10, color, top), 1.0);
}
