"""OpenGL items that draw the scene."""
