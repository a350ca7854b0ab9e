"""The verbs that write the record of an event: its facts, the items of its agenda, and its people."""
