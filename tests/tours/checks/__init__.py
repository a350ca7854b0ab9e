"""The checks of an agenda."""
