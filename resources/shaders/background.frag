#version 120
uniform float u_opacity;
varying vec3 v_color;

void main() {
    // Half a grey step of pattern hides the bands that 8 bits would show.
    float grain = fract(dot(floor(gl_FragCoord.xy), vec2(0.5, 0.25)));
    gl_FragColor = vec4(v_color + (grain - 0.375) / 255.0, u_opacity);
}
