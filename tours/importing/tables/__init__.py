"""Agendas that come as a table: what its columns are, and its rows as items."""
