"""Whom a changed programme concerns, and what of it: values and a pure function of two editions."""
