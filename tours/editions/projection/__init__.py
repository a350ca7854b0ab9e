"""The projection: the current public edition of each event as rows, which lists, filters and search read."""
