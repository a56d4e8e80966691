"""The 3-D scene: surface, balls, trails, arrows and axes on OpenGL."""
