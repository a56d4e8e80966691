"""Why the chosen ball goes where it goes: the curvature at its place."""
