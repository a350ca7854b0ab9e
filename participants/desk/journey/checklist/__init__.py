"""The desk's pages of what is still missing: the checklist, entry, one journey, and reminders."""
