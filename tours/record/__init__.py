"""The verbs that write the record of an event: its facts and the items of its agenda."""
