"""Small controls that panels are built from, one module each."""
