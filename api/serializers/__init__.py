"""The shapes of what the API tells. One module a subject."""
