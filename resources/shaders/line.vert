#version 120
uniform mat4 u_matrix;
attribute vec3 a_position;
varying vec3 v_clip;

void main() {
    gl_Position = u_matrix * vec4(a_position, 1.0);
    v_clip = gl_Position.xyw;
}
