"""What all addresses of the writing API have in common."""
