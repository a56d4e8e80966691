#version 120
uniform float u_width;
uniform vec4 u_color;
varying vec3 v_middle;
#ifdef DASHED
uniform vec2 u_dash; // the length of a dash, and of a dash with the gap after it
uniform float u_scale; // pixels to these
varying float v_along;
#endif

void main() {
    float inside = 0.5 * u_width + 0.5 - distance(v_middle.xy / v_middle.z, gl_FragCoord.xy);
#ifdef DASHED
    float off = mod(abs(v_along) + 0.5 * (u_dash.y - u_dash.x), u_dash.y) - 0.5 * u_dash.y;
    inside = min(inside, 0.5 + u_scale * (0.5 * u_dash.x - abs(off)));
#endif
    gl_FragColor = vec4(u_color.rgb, u_color.a * clamp(inside, 0.0, 1.0));
}
