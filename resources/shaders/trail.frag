#version 120
uniform float u_width;
uniform float u_case;
uniform float u_opacity;
varying vec4 v_color;
varying vec3 v_middle;

void main() {
    // Lines are drawn a pixel too wide; how far this pixel is from the middle smooths the edge.
    float inside = 0.5 * u_width + 0.5 - distance(v_middle.xy / v_middle.z, gl_FragCoord.xy);
    float ink = clamp(inside, 0.0, 1.0);
    float edge = u_case > 0.0 ? 0.55 * clamp(inside + u_case, 0.0, 1.0) * (1.0 - ink) : 0.0;
    float cover = ink + edge;
    gl_FragColor = vec4(v_color.rgb * (ink / max(cover, 0.001)), v_color.a * cover * u_opacity);
}
