#version 120
uniform vec3 u_rim;
uniform float u_opacity;
varying vec2 v_at;
varying float v_length;
varying float v_kind;
varying float v_tiny;
varying vec3 v_color;

// Signed distances in pixels, negative inside.
float segment(vec2 p, vec2 a, vec2 b, float half_width) {
    vec2 d = b - a;
    float t = clamp(dot(p - a, d) / max(dot(d, d), 1e-6), 0.0, 1.0);
    return length(p - a - t * d) - half_width;
}

float solid_head(vec2 p, float size, float waist) {
    vec2 q = vec2(v_length - p.x, abs(p.y));
    float side = dot(q - vec2(0.0), normalize(vec2(-0.46, 1.0)));
    return max(side, q.x - size - waist * q.y);
}

float open_head(vec2 p, float size) {
    vec2 tip = vec2(v_length, 0.0);
    return segment(vec2(p.x, abs(p.y)), tip, tip + size * vec2(-0.86, 0.52), 1.1);
}

void main() {
    float size = min(11.0, 0.6 * v_length + 2.0);
    vec2 end = vec2(max(v_length - 0.7 * size, 0.0), 0.0);
    float d;
    if (v_tiny > 0.5) {
        float square = 0.7071 * (abs(v_at.x) + abs(v_at.y)) - 3.6;
        d = v_kind > 6.5 ? square : length(v_at) - (v_kind > 5.5 ? 2.1 : 2.5);
    } else if (v_kind < 0.5 || (v_kind > 3.5 && v_kind < 4.5)) {
        d = min(segment(v_at, vec2(0.0), end, 1.25), solid_head(v_at, size, 0.0));
    } else if (v_kind < 1.5) {
        vec2 p = vec2(v_at.x, abs(v_at.y));
        d = min(segment(p, vec2(0.0, 2.4), end + vec2(0.3 * size, 2.4), 0.9), open_head(v_at, size));
    } else if (v_kind > 2.5 && v_kind < 3.5) {
        float dash = abs(mod(v_at.x, 14.0) - 5.0) - 5.0;
        d = max(segment(v_at, vec2(0.0), end, 1.6), dash);
        d = min(d, solid_head(v_at, size, 0.0));
    } else if (v_kind > 4.5) {
        vec2 p = vec2(mod(v_at.x, 6.0) - 3.0, v_at.y);
        float row = v_at.x > end.x || v_at.x < 0.0 ? 9.0 : length(p) - 1.4;
        d = min(row, open_head(v_at, size));
    } else {
        float dash = abs(mod(v_at.x, 7.0) - 2.0) - 2.0;
        d = max(segment(v_at, vec2(0.0), end, 1.25), dash);
        d = min(d, solid_head(v_at, size, -0.9));
    }
    float ink = clamp(0.5 - d, 0.0, 1.0);
    float rim = 0.55 * clamp(1.7 - d, 0.0, 1.0);
    float alpha = max(ink, rim);
    if (alpha <= 0.0) discard;
    gl_FragColor = vec4(mix(u_rim, v_color, ink / alpha), alpha * u_opacity);
}
