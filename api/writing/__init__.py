"""What all views of the writing API have in common."""
