"""The posts of an older site are brought in."""
