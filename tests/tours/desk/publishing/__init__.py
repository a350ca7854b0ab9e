"""The pages of checks, publishing and versions."""
