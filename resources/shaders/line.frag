#version 120
uniform vec2 u_size;
uniform float u_width;
uniform vec4 u_color;
varying vec3 v_clip;

void main() {
    vec2 middle = (0.5 * v_clip.xy / v_clip.z + 0.5) * u_size;
    float away = distance(middle, gl_FragCoord.xy);
    gl_FragColor = vec4(u_color.rgb, u_color.a * clamp(0.5 * u_width + 0.5 - away, 0.0, 1.0));
}
