#version 120
uniform sampler2D u_atlas;  // red: the letters; alpha: they and their halo
uniform vec3 u_halo;
varying vec2 v_uv;
varying vec3 v_color;

void main() {
    vec4 cover = texture2D(u_atlas, v_uv);
    gl_FragColor = vec4(mix(u_halo, v_color, cover.r / max(cover.a, 0.001)), cover.a);
}
