"""Letters to people with an account: how they are written, the links in them, and reminders."""
