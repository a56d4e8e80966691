"""Surfaces sampled as arrays (NumPy only): meshes, height scales, contour levels, colours."""
