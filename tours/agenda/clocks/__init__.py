"""Times by the clocks of the place: how far they are from UTC, where clocks change, and when participants have items."""
