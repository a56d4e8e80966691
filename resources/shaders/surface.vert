#version 120
uniform mat4 u_matrix;
uniform vec2 u_half;
uniform float u_texels;
attribute vec3 a_position;
varying vec2 v_uv;

void main() {
    // The outermost samples lie on the window's edges, so the centres of texels are met.
    v_uv = (0.5 * (a_position.xy / u_half + 1.0) * (u_texels - 1.0) + 0.5) / u_texels;
    gl_Position = u_matrix * vec4(a_position, 1.0);
}
