"""What a city and a delegate read of a state: what they were told, and no decision before."""
