#version 120
uniform sampler2D u_sample;
uniform float u_share;
varying vec2 v_uv;

void main() {
    gl_FragColor = vec4(texture2D(u_sample, v_uv).rgb, u_share);
}
