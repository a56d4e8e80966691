#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform float u_pixel;
uniform float u_radius;
uniform float u_ratio;
attribute vec3 a_centre;
attribute vec4 a_color;
varying vec4 v_color;
varying float v_pixels;  // radius in device pixels

void main() {
    v_pixels = u_ratio * u_radius / (u_pixel * length(u_eye - a_centre));
    v_color = a_color;
    gl_Position = u_matrix * vec4(a_centre, 1.0);
    gl_PointSize = 2.0 * v_pixels + 1.0;
}
