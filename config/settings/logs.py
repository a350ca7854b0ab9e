"""Settings of the log and its format."""

from django.core.exceptions import ImproperlyConfigured

from config.running.logs import FORMATTERS, configuration
from config.settings.environment import PRODUCTION, text

LOG_FORMAT = text("LOG_FORMAT", "json" if PRODUCTION else "line")
if LOG_FORMAT not in FORMATTERS:
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it may be line or json.")
LOGGING = configuration(LOG_FORMAT, requests=PRODUCTION)
