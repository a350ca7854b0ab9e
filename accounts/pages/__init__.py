"""The pages of one's own account, and those that links from letters lead to."""
