"""Formatting and parsing of texts and numbers."""
