"""Lists of the journey as values, and as files that are drawn from them."""
