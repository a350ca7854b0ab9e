"""The values of an agenda and what is computed from them, without database rows and without a clock."""
