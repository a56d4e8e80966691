"""Data: tables read from files, data sets that come with the program."""
