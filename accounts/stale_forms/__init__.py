"""Refuses what was sent from a form whose row somebody has changed since it was shown, and loses nothing of either."""
