"""Files: opening, saving, autosaving, exporting, settings, and messages about them."""
