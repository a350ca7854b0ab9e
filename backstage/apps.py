from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class BackstageConfig(AppConfig):
    name = "backstage"
    verbose_name = _("System")

    def ready(self) -> None:
        from accounts.models import User
        from backstage.audit_watch import Watch, audited
        from backstage.mail.checks import mail_settings

        audited(Watch(User), leave_out=["last_login"])
        checks.register(mail_settings)
