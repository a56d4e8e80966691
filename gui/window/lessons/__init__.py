"""Lessons in the window: opened, set up, followed, and kept."""
