"""Draws pages into a file: marks become PDF operators, and pages become sheets."""
