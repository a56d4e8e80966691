#version 120
uniform float u_width;
uniform vec4 u_color;
varying vec3 v_middle;

void main() {
    float inside = 0.5 * u_width + 0.5 - distance(v_middle.xy / v_middle.z, gl_FragCoord.xy);
    gl_FragColor = vec4(u_color.rgb, u_color.a * clamp(inside, 0.0, 1.0));
}
