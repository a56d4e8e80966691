"""The actions of the window: their table, texts, shortcuts and menus."""
