"""What grows: each list with the number of events, and the wait with the number of readers at once."""
