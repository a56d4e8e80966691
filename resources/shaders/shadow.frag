#version 120
varying vec2 v_at;

void main() {
    float fall = max(1.0 - dot(v_at, v_at), 0.0);
    gl_FragColor = vec4(0.03, 0.04, 0.08, 0.42 * fall * fall);
}
