#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform float u_lift;
uniform vec2 u_span;   // the oldest row, and the oldest that is full
uniform float u_old;
attribute vec3 a_position;
attribute vec4 a_normal;
attribute float a_row;
attribute vec4 a_color;
varying vec4 v_color;
uniform float u_width;

void main() {
    float age = clamp((u_span.y - a_row) / (u_span.y - u_span.x), 0.0, 1.0);
    v_color = vec4(a_color.rgb, a_color.a * mix(1.0, u_old, age));
    // Nearer along the line of sight: the same place on the screen, above the mesh; and farther
    // where the surface is seen from below, so that it hides what lies on it.
    vec3 way = u_eye - a_position;
    float lift = dot(a_normal.xyz, way) > 0.0 ? u_lift : -3.0 * u_lift;
    gl_Position = u_matrix * vec4(a_position + normalize(way) * lift, 1.0);
    gl_PointSize = u_width + 1.0;
}
