"""The film of a run: which part of it, how it is drawn, and how large its file will be."""
