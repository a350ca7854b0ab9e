"""Tests of survival: they kill workers, servers and databases, and count what is lost."""
