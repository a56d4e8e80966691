"""How large everything is shown: the size of text, and presenting."""
