"""How a list of the API is filtered, ordered and divided into pages."""
