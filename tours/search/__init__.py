"""Finds what is published by what people type: words in any spelling, and days."""
