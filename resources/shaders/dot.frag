#version 120
uniform float u_width;
varying vec4 v_color;

void main() {
    float away = length(gl_PointCoord - 0.5) * (u_width + 1.0);
    float cover = clamp(0.5 * u_width + 0.5 - away, 0.0, 1.0);
    float rim = clamp(away - 0.5 * u_width + 1.6, 0.0, 1.0);
    gl_FragColor = vec4(v_color.rgb * mix(1.0, 0.72, rim), v_color.a * cover);
}
