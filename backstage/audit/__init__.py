"""The audit trail: which rows are watched, who acted, how an entry reads, and what is forgotten."""
