"""The geometry of the scene (NumPy only): camera, picking, axes, arrows, balls, trails."""
