"""What can be said of a surface and of a run: curvature, status, curves over time."""
