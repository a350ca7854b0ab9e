"""The site as a whole: its settings, its addresses and how it runs."""

VERSION = "0.1.0"
"""The version of the software, the same as in pyproject.toml. That file is not part of an installation."""
