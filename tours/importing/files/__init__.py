"""Opens the files that hosts send, within limits, and gives their text."""
