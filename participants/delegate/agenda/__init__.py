"""What a delegate reads and downloads of the agenda, below /d/."""
