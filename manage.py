#!/usr/bin/env python
"""Django's command line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_WAIT", "20")  # seconds: a command is more patient than a reader
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:  # a sentence about the environment, which a traceback would bury
        of_demo = "" if "SOJOURN_MODE" in os.environ else "\nFor what `make demo` made, set SOJOURN_MODE=demo instead."
        sys.exit(f"manage.py: {problem}{of_demo}")
    except OperationalError as trouble:  # away, locked, or without tables
        sys.exit(f"manage.py: The database cannot be used: {str(trouble).strip()}")
