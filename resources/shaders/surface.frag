#version 120
uniform vec2 u_lines;        // height to number of contour line
uniform vec3 u_key;
uniform vec3 u_shine;        // halfway between light and eye
uniform float u_ratio;
uniform float u_contours;
uniform float u_lowest;      // number of the line that the lowest height would have
uniform sampler2D u_map;     // the colour map, from the lowest height to the highest
uniform vec2 u_shade;        // height to a place in it
// dz/dx, dz/dy, z and whether there is a loss: from a fine texture, or from the corners of the mesh where textures can't
// hold floats.
#ifdef PLAIN
varying vec4 v_field;
#else
uniform sampler2D u_field;
varying vec2 v_uv;
#endif

void main() {
#ifdef PLAIN
    vec4 field = v_field;
#else
    vec4 field = texture2D(u_field, v_uv);
#endif
#ifdef HOLED
    if (field.w < 0.5) discard;  // the loss has no value here
#endif
    float top = gl_FrontFacing ? 1.0 : -1.0;
    vec3 normal = normalize(vec3(-field.xy, 1.0)) * top;
    vec3 base = texture2D(u_map, vec2(field.z * u_shade.x + u_shade.y, 0.5)).rgb;

    float key = max(dot(normal, u_key), 0.0);
    float sky = 0.5 + 0.5 * normal.z;
    float shine = max(dot(normal, u_shine), 0.0);
    shine *= shine; shine *= shine; shine *= shine; shine *= shine;  // to the 48th, cheaply
    vec3 color = base * (vec3(0.42, 0.44, 0.48) * sky + vec3(0.68, 0.66, 0.62) * key + 0.06);
    color += 0.10 * shine * shine * shine;

    // A soft line wherever the number of the nearest level is passed; every fifth is stronger,
    // and lines fade where they would merge.
    float number = field.z * u_lines.x + u_lines.y;
    float slope = max(fwidth(number), 1e-6);
    float nearest = floor(number + 0.5);
    float major = abs(fract(nearest * 0.2 + 0.5) - 0.5) < 0.05 ? 1.0 : 0.0;
    float width = (0.55 + 0.15 * major) * u_ratio;
    float line = clamp(width + 0.5 - abs(number - nearest) / slope, 0.0, 1.0);
    // Just above the bottom, which is nearly flat, a line would be a spot.
    line *= step(u_lowest + 0.15, nearest);
    line *= clamp(1.7 - u_ratio * slope * (7.0 - 5.4 * major), 0.0, 1.0);
    color *= 1.0 - u_contours * line * (0.13 + 0.07 * major);
    gl_FragColor = vec4(top > 0.0 ? color : 0.30 * base + 0.10, 1.0);
}
