"""Outputs of an edition for one audience, below an address of its own: kept parts, which pages of a higher room join."""
