"""Curves of loss, gradient norm and eigenvalues over time."""
