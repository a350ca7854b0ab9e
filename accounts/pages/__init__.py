"""The pages of a user's own account, and the pages that links in letters lead to."""
