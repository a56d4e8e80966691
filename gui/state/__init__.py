"""State of the window that is not part of the run: selection, overlays; commands that drop."""
