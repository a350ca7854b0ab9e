"""What a delegate opens by personal link, below /d/."""
