#version 120
uniform sampler2D u_atlas;
varying vec2 v_uv;
varying vec3 v_color;

void main() {
    gl_FragColor = vec4(v_color, texture2D(u_atlas, v_uv).a);
}
