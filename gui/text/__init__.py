"""Texts and numbers as people read them."""
