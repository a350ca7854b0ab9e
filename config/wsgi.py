"""The WSGI application."""

import atexit
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.urls import reverse

from announcements.posts.reading_counts import READS  # imported here because its models need the application

reverse("home")  # imports all pages, or the first reader of each process would wait a second for it
atexit.register(READS.flush)
