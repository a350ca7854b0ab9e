"""Flights and cars: who lands when, who fetches whom, and what drivers and meeters are told."""
