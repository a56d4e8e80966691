"""Analysis of surfaces and runs: curvature, status, curves over time."""
