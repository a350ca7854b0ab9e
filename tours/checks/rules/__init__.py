"""The rules: each finds one kind of what is wrong or missing, in values alone."""
