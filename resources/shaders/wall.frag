#version 120
uniform sampler2D u_map;
varying float v_shade;
varying float v_light;

void main() {
    gl_FragColor = vec4(texture2D(u_map, vec2(v_shade, 0.5)).rgb * v_light, 1.0);
}
