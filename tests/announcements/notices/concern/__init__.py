"""Whom a changed programme concerns."""
