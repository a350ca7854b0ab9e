"""The whole site in one archive: the database as it stood at one moment, and the uploads."""
