"""Django's administration, less what would tell of rows that whoever asks may not see."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver


class Administration(AdminSite):
    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the address that leads from the key of any row to its page, and so tells the names of all."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]
