"""Requests of cities and delegates: noting them, deciding on them, and the pages where somebody else comes or moves."""
