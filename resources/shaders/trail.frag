#version 120
uniform vec2 u_size;
uniform float u_width;
varying vec4 v_color;
varying vec3 v_clip;

void main() {
    // Lines are drawn a pixel too wide; how far this pixel is from the middle smooths the edge.
    vec2 middle = (0.5 * v_clip.xy / v_clip.z + 0.5) * u_size;
    float away = distance(middle, gl_FragCoord.xy);
    gl_FragColor = vec4(v_color.rgb, v_color.a * clamp(0.5 * u_width + 0.5 - away, 0.0, 1.0));
}
