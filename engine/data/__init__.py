"""Numbers from outside: tables that are read, data sets that come with the program."""
