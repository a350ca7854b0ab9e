"""Finding people's cards, and reading tables of people that are pasted or typed."""
