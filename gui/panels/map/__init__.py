"""The contour map."""
