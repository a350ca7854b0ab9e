"""Removing a text, a person or what is hidden in a file from versions, rows and kept files, with a record of it."""
