#version 120
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_backward;
uniform vec3 u_key;
uniform vec3 u_ring;
varying vec4 v_color;  // the fourth: 1 solid, 2/3 chosen, 1/3 hollow
varying float v_pixels;

void main() {
    vec2 at = (2.0 * gl_PointCoord - 1.0) * vec2(1.0, -1.0) * (1.0 + 0.5 / v_pixels);
    float off = length(at);
    float cover = clamp((1.0 - off) * v_pixels + 0.5, 0.0, 1.0);
    if (cover <= 0.0) discard;
    float rise = sqrt(max(1.0 - off * off, 0.0));
    vec3 n = u_right * at.x + u_up * at.y + u_backward * rise;
    vec3 color = v_color.rgb * (0.50 + 0.14 * n.z + 0.52 * max(dot(n, u_key), 0.0));
    color *= mix(0.72, 1.0, smoothstep(0.0, 0.45, rise));
    float rim = clamp((off - 1.0) * v_pixels + 1.7, 0.0, 1.0);
    if (v_color.a < 0.5) {
        color = v_color.rgb;
        cover *= max(rim, 0.15);
    } else if (v_color.a < 0.9) {
        color = mix(color, u_ring, rim);
    }
    gl_FragColor = vec4(color, cover);
}
