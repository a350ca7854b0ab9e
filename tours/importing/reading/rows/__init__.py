"""Rows of a text, the clocks that may begin items in them, tables and the furniture of pages."""
