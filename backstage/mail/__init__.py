"""Mail that goes out: the outbox, its delivery, and mail that comes back."""
