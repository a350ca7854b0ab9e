"""Finds items with their hours, titles, people and places."""
