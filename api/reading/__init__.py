"""What all addresses of the reading API have in common."""
