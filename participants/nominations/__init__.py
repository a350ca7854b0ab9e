"""Names put forward for an event, and what becomes of them: the verbs that alone move states and seats."""
