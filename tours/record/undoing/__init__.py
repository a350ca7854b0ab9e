"""Undoing bulk steps: the rows that each changes are kept, as they were before it and after it."""
