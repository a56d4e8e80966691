"""A run as a short PyTorch script."""
