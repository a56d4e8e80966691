"""The dialog that makes a loss from a table of data."""
