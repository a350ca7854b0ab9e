"""Lists of the administration: with very many rows they cost little more than with few."""
