"""The pictures of the documents: `python3 dev.py pictures`."""
