"""Version 1 for reading: open to everyone."""
