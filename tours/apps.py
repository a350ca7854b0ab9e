from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class ToursConfig(AppConfig):
    name = "tours"
    verbose_name = _("Tours and events")
    default = True

    def ready(self) -> None:
        from tours.audit_watch import watch
        from tours.rights.second_factors import register_second_factor_groups

        watch()
        register_second_factor_groups()


class AdministrationConfig(admin_apps.AdminConfig):
    default = False
    default_site = "tours.admin_site.Administration"
