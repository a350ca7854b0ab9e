from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class BackstageConfig(AppConfig):
    name = "backstage"
    verbose_name = _("Behind the scenes")

    def ready(self) -> None:
        from accounts.models import User
        from backstage.mail.checks import mail_settings
        from backstage.watched import Watch, audited

        audited(Watch(User), leave_out=["last_login"])
        checks.register(mail_settings)
