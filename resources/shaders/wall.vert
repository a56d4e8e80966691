#version 120
uniform mat4 u_matrix;
uniform vec3 u_key;
uniform vec2 u_shade;  // height to a place in the colour map
uniform float u_floor;
attribute vec3 a_position;
attribute vec3 a_normal;
varying float v_shade;
varying float v_light;

void main() {
    v_shade = a_position.z * u_shade.x + u_shade.y;
    // Darker towards the floor, where less of the sky is seen.
    float low = clamp((a_position.z - u_floor) * 1.2, 0.0, 1.0);
    v_light = (0.46 + 0.34 * max(dot(a_normal, u_key), 0.0)) * (0.72 + 0.28 * low);
    gl_Position = u_matrix * vec4(a_position, 1.0);
}
