#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform vec3 u_key;
uniform float u_lift;
attribute vec3 a_position;
attribute vec3 a_normal;
varying float v_light;
varying float v_height;

void main() {
    gl_Position = u_matrix * vec4(a_position + normalize(u_eye - a_position) * u_lift, 1.0);
    v_light = 0.72 + 0.28 * max(dot(a_normal, u_key), 0.0);
    v_height = a_position.z;
}
