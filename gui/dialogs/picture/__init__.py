"""The picture of a run: what is in it, how it is drawn, and where it goes."""
