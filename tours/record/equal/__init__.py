"""Makes the rows of an event equal to an edition, and tells what cannot be."""
