from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToursConfig(AppConfig):
    name = "tours"
    verbose_name = _("Tours and events")

    def ready(self) -> None:
        from tours.audit_watch import watch

        watch()
