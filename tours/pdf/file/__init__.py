"""The file itself: its objects, its structure tree, what it says of itself, and how it is packed."""
