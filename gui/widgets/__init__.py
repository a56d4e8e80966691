"""Controls used by panels and dialogs, one module each."""
