"""Dialogs: the gallery, the formula editor, own data, the choice of an optimizer."""
