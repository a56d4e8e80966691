"""The newest update of the chosen ball, in numbers."""
