"""What all views of the reading API have in common."""
