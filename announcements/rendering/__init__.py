"""Renders posts as HTML, as Atom and for search engines. It takes values and gives text; it knows no rows."""
