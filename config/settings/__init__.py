"""The settings, one module for each subject. Everything that differs between machines comes from the environment.

SOJOURN_MODE is `production` unless it says `demo` (make demo) or `test` (the suite). Production refuses to start
without SECRET_KEY and ALLOWED_HOSTS. docs/operations.md lists every variable.
"""

from config.settings.accounts import *
from config.settings.api import *
from config.settings.background import *
from config.settings.environment import *
from config.settings.logs import *
from config.settings.security import *
from config.settings.site import *
from config.settings.storage import *

INSTALLED_APPS = [*INSTALLED_APPS, *TASKS_APPS]
