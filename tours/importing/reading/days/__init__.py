"""Chooses which days head what follows them."""
