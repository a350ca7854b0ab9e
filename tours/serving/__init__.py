"""How outputs are kept and served: files, entity tags, parts of a file, public pages."""
