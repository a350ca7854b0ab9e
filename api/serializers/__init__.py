"""The shapes of what the API answers and takes. There is one module a subject."""
