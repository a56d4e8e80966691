"""What the window knows beside the run: selection, overlays, what a click drops."""
