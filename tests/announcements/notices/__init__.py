"""Notices of a changed programme."""
