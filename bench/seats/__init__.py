"""Many at once for the last seat, for the last place of the event, and for an offer that runs out."""
