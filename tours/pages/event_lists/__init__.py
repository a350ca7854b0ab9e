"""The list of events that readers filter: what a filter offers, what it means, and the list itself."""
