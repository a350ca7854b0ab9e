"""The site as a whole: its settings, addresses and commands."""

from django.apps import AppConfig
from django.core import checks


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config.checks import deployment

        checks.register(deployment, deploy=True)
