"""The desk's pages of one event: what needs doing, its facts, its parts, its files, and taking it away."""
