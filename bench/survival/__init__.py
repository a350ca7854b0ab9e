"""What survives when workers, servers and databases are killed."""
