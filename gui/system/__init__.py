"""Files, folders and processes of the computer."""
