"""Telling those concerned that the programme has changed: who, of what, when, and the mails."""
