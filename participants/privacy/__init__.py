"""Export and erasure of a person, and what goes when."""
