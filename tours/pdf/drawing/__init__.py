"""From pages on to a finished file: marks become operators, pages become sheets."""
