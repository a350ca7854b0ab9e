"""The site as a whole."""

VERSION = "0.1.0"
"""Of the software, as pyproject.toml says it; that file is not part of what is installed."""
