"""What changed between two versions of an agenda, the story of one item, and which corrections are told nowhere."""
