"""Starting the program: arguments, the single instance, OpenGL, the crash log."""
