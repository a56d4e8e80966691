#version 120
uniform vec3 u_top;
uniform vec3 u_bottom;
attribute vec2 a_corner;
varying vec3 v_color;

void main() {
    v_color = mix(u_bottom, u_top, 0.5 + 0.5 * a_corner.y);
    gl_Position = vec4(a_corner, 1.0, 1.0);
}
