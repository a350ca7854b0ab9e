"""How outputs are kept and served: files, entity tags, byte ranges, public pages."""
