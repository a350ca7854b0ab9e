"""What is about to be published, and what was: checks, publishing, versions, withdrawing and redacting."""
