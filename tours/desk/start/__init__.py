"""The desk's first pages: the events of the user, a new event, and an event again at other days."""
