"""What the liaison of a host opens by personal link, below /h/: the pages of the journey of one event."""
