"""The rows of personal links: how those who come, or name who comes, get in without an account."""
