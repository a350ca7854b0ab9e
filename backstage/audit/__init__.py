"""The audit trail: its filters, how an entry is worded for people, and how old or secret texts are deleted."""
