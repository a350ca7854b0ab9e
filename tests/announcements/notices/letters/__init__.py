"""What recipients of a notice read."""
