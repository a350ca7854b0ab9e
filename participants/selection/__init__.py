"""The selection sheet: the names of an event as one table to choose from. Rows become a value, and the value a file."""
