"""What is wrong or missing in an agenda, where, and how to mend it."""
