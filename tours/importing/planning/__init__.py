"""Compares what was read with the draft of an event, as a value: nothing is written."""
