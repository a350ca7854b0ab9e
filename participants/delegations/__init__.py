"""Inviting cities and organisations to an event, and what they answer."""
