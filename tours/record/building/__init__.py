"""The verbs by which an agenda is built. Each is one step that can be undone."""
