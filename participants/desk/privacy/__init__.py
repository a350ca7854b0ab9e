"""What is known of one person, their erasure, and what goes when."""
