"""Pages about cards of people: pasting names, finding cards, and merging two."""
