"""The pages on which an agenda is imported: the text, the review of what it comes to, and what was done."""
