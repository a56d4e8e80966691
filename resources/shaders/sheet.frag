#version 120
uniform vec2 u_range; // the heights between which anything is drawn
uniform vec4 u_color;
varying float v_light;
varying float v_height;

void main() {
    // Not discarded: then depths would be compared only after this.
    float there = step(u_range.x, v_height) * step(v_height, u_range.y);
    gl_FragColor = vec4(u_color.rgb * v_light, u_color.a * there);
}
