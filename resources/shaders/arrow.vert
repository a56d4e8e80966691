#version 120
uniform mat4 u_matrix;
uniform vec3 u_eye;
uniform float u_lift;
uniform vec2 u_size;
uniform float u_ratio;
uniform vec3 u_colors[8];  // by the number of the kind
attribute vec3 a_base;
attribute vec3 a_tip;
attribute vec2 a_corner;
attribute float a_kind;
attribute float a_tiny;   // 1 for a dot
varying vec2 v_at;       // logical pixels along and across
varying float v_length;
varying float v_kind;
varying float v_tiny;
varying vec3 v_color;

const float REACH = 11.0;  // pixels to both sides
const float ROOM = 5.0;    // before the base and after the tip

vec4 lifted(vec3 at) {
    return u_matrix * vec4(at + normalize(u_eye - at) * u_lift, 1.0);
}

void main() {
    vec4 base = lifted(a_base);
    vec4 tip = lifted(mix(a_tip, a_base, a_tiny));
    vec2 half_size = 0.5 * u_size / u_ratio;
    vec2 way = (tip.xy / tip.w - base.xy / base.w) * half_size;
    v_length = length(way);
    vec2 along = v_length > 0.001 ? way / v_length : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    float end = a_corner.x * 2.0 - 1.0;
    vec4 at = a_corner.x < 0.5 ? base : tip;
    at.xy += (along * end * ROOM + across * a_corner.y * REACH) / half_size * at.w;
    v_at = vec2(a_corner.x * v_length + end * ROOM, a_corner.y * REACH);
    v_kind = a_kind;
    v_tiny = a_tiny;
    v_color = u_colors[int(a_kind + 0.5)];
    // Corners of one quad have different w; straight lines on the screen want none.
    gl_Position = vec4(at.xy / at.w, at.z / at.w, 1.0);
}
