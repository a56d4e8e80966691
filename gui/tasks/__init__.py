"""Work in slices, in the background, and once a frame."""
