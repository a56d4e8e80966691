"""Typeset mathematics as pictures, and the rules of the optimizers."""
