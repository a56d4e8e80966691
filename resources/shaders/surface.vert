#version 120
uniform mat4 u_matrix;
uniform vec2 u_half;
uniform float u_texels;
attribute vec3 a_position;
#ifdef PLAIN
attribute vec4 a_field;
varying vec4 v_field;
#else
varying vec2 v_uv;
#endif

void main() {
#ifdef PLAIN
    v_field = a_field;
#else
    // The outermost samples lie on the window's edges, so the centres of texels are met.
    v_uv = (0.5 * (a_position.xy / u_half + 1.0) * (u_texels - 1.0) + 0.5) / u_texels;
#endif
    gl_Position = u_matrix * vec4(a_position, 1.0);
}
