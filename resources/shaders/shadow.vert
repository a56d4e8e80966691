#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform vec3 u_key;
attribute vec3 a_centre;
attribute vec3 a_normal;
attribute vec2 a_corner;
attribute vec3 a_look;
varying vec2 v_at;

void main() {
    float radius = a_look.x;
    vec3 side = normalize(cross(a_normal, vec3(0.0, 1.0, 0.0)));
    vec3 along = cross(a_normal, side);
    vec3 ground = a_centre - a_normal * radius;
    // The light comes from one side, so the shadow leans to the other.
    vec3 lean = -(u_key - a_normal * dot(u_key, a_normal)) * radius * 0.45;
    v_at = a_corner;
    vec3 at = ground + lean + (side * a_corner.x + along * a_corner.y) * radius * 1.9;
    // Drawn nearer along the line of sight: the same place on the screen, above the mesh.
    at += normalize(u_eye - at) * radius * 0.25;
    // From below the surface hides its shadows.
    gl_Position = dot(a_normal, u_eye - ground) > 0.0 ? u_matrix * vec4(at, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
