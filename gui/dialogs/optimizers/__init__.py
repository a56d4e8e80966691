"""The dialog that chooses an optimizer."""
