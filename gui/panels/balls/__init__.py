"""The table of balls."""
