"""The main window and its bars, menus and messages."""
