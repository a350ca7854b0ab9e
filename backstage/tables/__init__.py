"""Tables as files: cells that no program takes for a formula, and the same bytes for the same table."""
