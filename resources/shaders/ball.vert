#version 120
uniform mat4 u_matrix;
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_backward;
uniform vec3 u_eye;
uniform float u_pixel;
attribute vec3 a_centre;
attribute vec4 a_turn;
attribute vec2 a_corner;
attribute vec4 a_look;
attribute vec4 a_color;
varying vec2 v_at;       // in radii from the centre
varying float v_pixels;  // radius in pixels
varying vec4 v_turn;
#ifdef RINGED
varying vec2 v_depth;    // clip z and w at the centre
varying vec2 v_toward;   // what they change by one radius nearer
#endif
varying vec3 v_color;
varying float v_dark;    // whether the second colour is the dark one
varying vec3 v_look;

void main() {
    float radius = a_look.x;
    float distance = length(u_eye - a_centre);
    v_pixels = radius / (u_pixel * distance);
    // Half a pixel for smooth edges, and room for a ring.
    float reach = 1.0 + 1.0 / v_pixels;
#ifdef RINGED
    reach += 5.0 / v_pixels;
#endif
    v_at = a_corner * reach;
    v_turn = a_turn;
    v_color = a_color.rgb;
    v_look = a_look.yzw;
    // The second colour is the one that reads better on the first, as in the glyphs: contrast with
    // white and with ink are equal at a luminance of about 0.18.
    float light = dot(pow(a_color.rgb, vec3(2.2)), vec3(0.2126, 0.7152, 0.0722));
    v_dark = light > 0.18 ? 1.0 : 0.0;
    vec4 clip = u_matrix * vec4(a_centre, 1.0);
    vec2 toward = (u_matrix * vec4(u_backward * radius, 0.0)).zw;
    gl_Position = clip + u_matrix * vec4((u_right * v_at.x + u_up * v_at.y) * radius, 0.0);
#ifdef RINGED
    v_depth = clip.zw;
    v_toward = toward;
#else
    // A disc half a radius before the centre is hidden like the sphere by all that is flat. To
    // write a sphere's depths would take most of a ball's time.
    vec2 depth = clip.zw + 0.5 * toward;
    gl_Position.z = gl_Position.w * depth.x / depth.y;
#endif
}
