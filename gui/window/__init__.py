"""The main window and its bars, docks, menus and actions."""
