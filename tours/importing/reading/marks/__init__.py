"""Finds days and clock times anywhere in a text, without deciding which of them count."""
