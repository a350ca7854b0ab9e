"""The public pages of cities and of people who speak: what each had in the programmes of which events."""
