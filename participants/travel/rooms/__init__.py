"""Hotels and rooms: who sleeps where, with whom, and who pays."""
