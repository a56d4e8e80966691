#version 120
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_backward;
uniform vec3 u_key;
uniform vec3 u_ring;
varying vec2 v_at;
varying float v_pixels;
varying vec4 v_turn;
varying vec2 v_depth;
varying vec2 v_toward;
varying vec3 v_color;
varying vec3 v_look;  // marking, ring, hollow

// The world's direction as the ball sees it: the inverse of its orientation.
vec3 turned_back(vec3 v) {
    vec3 q = -v_turn.xyz;
    return v + 2.0 * cross(q, cross(q, v) + v_turn.w * v);
}

float edge(float inside, float softness) {
    return smoothstep(-softness, softness, inside);
}

// 1 where the marking's second colour shows; the kinds are numbered as in gui.palette.
float marked(float kind, vec3 n, float s) {
    vec3 a = abs(n);
    if (kind < 0.5) return 0.0;
    if (kind < 1.5) return edge(0.30 - abs(a.z - 0.45), s);            // ring: two rings
    if (kind < 2.5) return edge(n.x, s);                               // half
    if (kind < 3.5) return edge(sin(9.0 * n.y), 4.0 * s);              // stripe
    if (kind < 4.5) return edge(max(a.x, max(a.y, a.z)) - 0.90, 0.4 * s);  // dots
    if (kind < 5.5) return edge(0.20 - min(a.x, a.y), s);              // cross
    if (kind < 6.5) return edge(n.x * n.y * n.z, 0.4 * s);             // checker
    return edge(0.30 - a.z, s);                                        // band
}

void main() {
    float off = length(v_at);
    float cover = clamp((1.0 - off) * v_pixels + 0.5, 0.0, 1.0);
    float halo = 0.0;
    if (v_look.y > 0.0) {
        float away = abs((off - 1.0) * v_pixels - 3.0);
        halo = clamp(1.6 - away, 0.0, 1.0) * v_look.y;
    }
    if (cover + halo <= 0.0) discard;

    float rise = sqrt(max(1.0 - off * off, 0.0));
    vec3 n = normalize(u_right * v_at.x + u_up * v_at.y + u_backward * rise);
    float soft = 1.2 / v_pixels;
    // The second colour is the one that reads better on the first, as in the glyphs: contrast with
    // white and with ink are equal at a luminance of about 0.18.
    float light = dot(pow(v_color, vec3(2.2)), vec3(0.2126, 0.7152, 0.0722));
    vec3 second = light > 0.18 ? vec3(0.08, 0.09, 0.10) : vec3(0.97);
    float mark = marked(v_look.x, turned_back(n), soft);
    vec3 base = mix(v_color, second, 0.92 * mark);
    float key = max(dot(n, u_key), 0.0);
    float glint = pow(max(dot(n, normalize(u_key + u_backward)), 0.0), 60.0);
    vec3 color = base * (0.50 + 0.14 * n.z + 0.52 * key) + 0.55 * glint;
    color *= mix(0.72, 1.0, smoothstep(0.0, 0.45, rise));  // a darker rim parts ball from ground

    float ball = cover;
    if (v_look.z > 0.5) {
        // A rim to look through, with its marking: here is a place, but no height.
        float rim = clamp((off - 1.0) * v_pixels + 2.7, 0.0, 1.0);
        color = v_color;
        ball *= max(rim, mix(0.15, 0.7, mark));
    }
    gl_FragColor = vec4(mix(u_ring, color, cover), max(ball, halo));
    vec2 depth = v_depth + v_toward * (cover > 0.0 ? rise : 3.0);
    gl_FragDepth = 0.5 * depth.x / depth.y + 0.5;
}
