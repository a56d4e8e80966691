#version 120
attribute vec2 a_corner;
attribute vec2 a_uv;
attribute vec3 a_color;
varying vec2 v_uv;
varying vec3 v_color;

void main() {
    v_uv = a_uv;
    v_color = a_color;
    gl_Position = vec4(a_corner, 0.0, 1.0);
}
