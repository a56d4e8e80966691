"""Files: opening, saving, autosaving, exporting, settings, and what is said about them."""
