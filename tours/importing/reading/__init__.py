"""Reads agendas from text as people write it, by rules, and loses no word."""
