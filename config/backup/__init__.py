"""Backups: one archive with the database, as it was at one moment, and the uploads. Also moving between databases."""
