"""Installers: what `dev.py package` makes. Standard library only, like the rest of the shell."""
