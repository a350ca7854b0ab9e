"""The builder: the pages where the agenda of an event is written."""
