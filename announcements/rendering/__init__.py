"""Values in, text out: posts as HTML, as Atom and for search engines. Knows no rows."""
