"""Outgoing mail: the outbox, delivery, and bounces."""
