"""The surface along a line, as a curve."""
