#version 120
uniform vec3 u_right;
uniform vec3 u_up;
uniform vec3 u_backward;
uniform vec3 u_key;
uniform vec3 u_shine;        // halfway between light and eye
uniform vec3 u_ring;
uniform float u_opacity;
varying vec2 v_at;
varying float v_pixels;
varying vec4 v_turn;
#ifdef RINGED
varying vec2 v_depth;
varying vec2 v_toward;
#endif
varying vec3 v_color;
varying float v_dark;        // whether the second colour is the dark one
varying vec3 v_look;  // marking, ring, hollow

// The world's direction as the ball sees it: the inverse of its orientation.
vec3 turned_back(vec3 v) {
    vec3 q = -v_turn.xyz;
    return v + 2.0 * cross(q, cross(q, v) + v_turn.w * v);
}

// Positive where the marking's second colour shows, by how far; the kinds are numbered as in
// gui.style.palette. Without branches: software computes all of them anyway.
float marked(float kind, vec3 n, float s) {
    vec3 a = abs(n);
    float wave = 6.2832 * abs(fract(1.4324 * n.y - 0.25) - 0.5) - 1.5708;  // as sin(9 y) at its zeros
    float far = -100.0;
    far = kind > 0.5 ? 0.30 - abs(a.z - 0.45) : far;                    // ring: two rings
    far = kind > 1.5 ? n.x : far;                                       // half
    far = kind > 2.5 ? 0.25 * wave : far;                               // stripe
    far = kind > 3.5 ? 2.5 * (max(a.x, max(a.y, a.z)) - 0.90) : far;    // dots
    far = kind > 4.5 ? 0.20 - min(a.x, a.y) : far;                      // cross
    far = kind > 5.5 ? 2.5 * n.x * n.y * n.z : far;                     // checker
    far = kind > 6.5 ? 0.30 - a.z : far;                                // band
    return smoothstep(-s, s, far);
}

void main() {
    float off = length(v_at);
    float cover = clamp((1.0 - off) * v_pixels + 0.5, 0.0, 1.0);
    float halo = 0.0;
#ifdef RINGED
    float away = abs((off - 1.0) * v_pixels - 3.0);
    halo = clamp(1.6 - away, 0.0, 1.0) * v_look.y;
#endif

    float rise = sqrt(max(1.0 - off * off, 0.0));
    vec3 n = u_right * v_at.x + u_up * v_at.y + u_backward * rise;  // of length 1 on the ball
    float soft = 1.2 / v_pixels;
    vec3 second = v_dark > 0.5 ? vec3(0.08, 0.09, 0.10) : vec3(0.97);
    float mark = marked(v_look.x, turned_back(n), soft);
    vec3 base = mix(v_color, second, 0.92 * mark);
    float key = max(dot(n, u_key), 0.0);
    float glint = max(dot(n, u_shine), 0.0);
    glint *= glint; glint *= glint; glint *= glint; glint *= glint; glint *= glint; glint *= glint;
    vec3 color = base * (0.50 + 0.14 * n.z + 0.52 * key) + 0.55 * glint;
    color *= mix(0.72, 1.0, smoothstep(0.0, 0.45, rise));  // a darker rim parts ball from ground

    float ball = cover;
    if (v_look.z > 0.5) {
        // A rim to look through, with its marking: here is a place, but no height.
        float rim = clamp((off - 1.0) * v_pixels + 2.7, 0.0, 1.0);
        color = v_color;
        ball *= max(rim, mix(0.15, 0.7, mark));
    }
    gl_FragColor = vec4(mix(u_ring, color, cover), max(ball, halo) * u_opacity);
#ifdef RINGED
    // The ring is not hidden by the surface below.
    vec2 depth = v_depth + v_toward * (cover > 0.0 ? rise : 3.0);
    // At the greatest depth nothing is seen, which costs less than to discard it.
    gl_FragDepth = cover + halo > 0.0 ? 0.5 * depth.x / depth.y + 0.5 : 1.0;
#else
    if (cover == 0.0) discard;
#endif
}
