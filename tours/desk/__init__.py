"""The pages that coordinators and their colleagues work with."""
