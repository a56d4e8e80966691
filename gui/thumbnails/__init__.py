"""Small pictures of surfaces."""
