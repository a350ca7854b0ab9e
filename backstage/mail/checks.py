"""The system checks of the mail settings, which report a mistake before the first mail waits for ever."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from backstage.mail.server import mail_server


def mail_settings(app_configs: Any, **_options: Any) -> Sequence[checks.CheckMessage]:
    return [*_server(), *_rates()]


def _server() -> list[checks.CheckMessage]:
    if not settings.MAIL_URL:
        missing = _("No mail leaves this site: set MAIL_URL, such as smtps://user:password@mail.example.org.")
        return [checks.Warning(missing, id="announcements.W001")] if settings.PRODUCTION else []
    try:
        mail_server(settings.MAIL_URL)
    except ValueError as error:
        return [checks.Error(str(error), id="announcements.E001")]
    return []


def _rates() -> list[checks.CheckMessage]:
    rates = [settings.MAIL_RATE, *settings.MAIL_RATES.values()]
    if all(isinstance(rate, int | float) and rate > 0 for rate in rates):
        return []
    wrong = _('MAIL_RATE and MAIL_RATES are mails a minute, above 0, as in {"example.org": 30}.')
    return [checks.Error(wrong, id="announcements.E002")]
