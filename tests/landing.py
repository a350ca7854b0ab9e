"""How much is tried: most where a change lands, and less on its second database, where values are the same."""

import os

IS_THOROUGH = os.environ.get("CI") == "true" and not os.environ.get("DATABASE_URL")
"""Whether a change lands, and this is its first database."""
