"""The printable handout of a lesson: its pieces, the pictures of its runs, and its pages."""
