"""The site as a whole: its settings, addresses and commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"
