"""Lays blocks out on pages, by way of lines, tables and slabs."""
