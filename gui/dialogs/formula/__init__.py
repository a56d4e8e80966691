"""The dialog in which a loss is typed as a formula."""
