"""Agendas from what hosts send: texts, Word files and tables."""
