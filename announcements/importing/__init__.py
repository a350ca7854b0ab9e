"""Imports the posts of an older site."""
