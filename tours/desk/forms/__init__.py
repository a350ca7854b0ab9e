"""What forms of the desk have in common: a city that is typed, controls, choices, and what a refusal says."""
