"""The panels around the view: their docks, columns and bars."""
