#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform vec3 u_key;
attribute vec3 a_normal;
attribute vec3 a_shadow;
attribute vec2 a_corner;
attribute vec4 a_look;
varying vec2 v_at;

void main() {
    float radius = a_look.x;
    // The light comes from one side, so the shadow leans to the other.
    vec3 at = a_shadow - (u_key - a_normal * dot(u_key, a_normal)) * radius * 0.2;
    v_at = a_corner;
    vec3 way = u_eye - at;
    // Drawn nearer along the line of sight: the same place on the screen, above the mesh. From
    // below, the surface hides its shadows.
    vec4 seen = u_matrix * vec4(at + normalize(way) * radius * 0.3, 1.0);
    // What has no height casts none either.
    bool thrown = dot(a_normal, way) > 0.0 && a_look.w < 0.5;
    gl_Position = thrown ? seen : vec4(2.0, 2.0, 2.0, 1.0);
}
