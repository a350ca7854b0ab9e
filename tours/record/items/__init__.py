"""Agenda items: writes and deletes them, their lists, and what they name by words."""
