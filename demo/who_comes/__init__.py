"""Makes the delegations of an event and those who come, by the verbs that move seats and states."""
