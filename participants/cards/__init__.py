"""People's cards: finding whose one may be, making one, and the events to which people came before."""
