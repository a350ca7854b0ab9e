"""The desk's selection sheet: the names of an event to choose from, its files, and many decided at once."""
