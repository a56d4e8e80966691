#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform float u_lift;
uniform vec2 u_size;
attribute vec3 a_position;
#ifdef DASHED
attribute float a_along;
varying float v_along;
#endif
varying vec3 v_middle; // the middle of the line in pixels, times w; and w

void main() {
    gl_Position = u_matrix * vec4(a_position + normalize(u_eye - a_position) * u_lift, 1.0);
#ifdef DASHED
    v_along = a_along;
#endif
    v_middle = vec3((gl_Position.xy + gl_Position.w) * 0.5 * u_size, gl_Position.w);
}
