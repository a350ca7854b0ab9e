"""Which edition a file says it is."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from tours.agenda.phrases import version
from tours.agenda.view import AgendaView
from tours.labels import LEVELS
from tours.wording import moment_there


class Exported(NamedTuple):
    """An agenda to be written into a file. Of a draft, the stamp of the view tells when it was last edited."""

    view: AgendaView
    is_draft: bool = False

    @property
    def edition(self) -> str:
        """`Version 3, 30 August 2017`, or `Draft of 30 August 2017, 18:05 Seoul time (UTC+9)`."""
        if not self.is_draft:
            return version(self.view)
        return _("Draft of %(moment)s") % {"moment": moment_there(self.view.stamp.at, self.view.event.zone)}

    @property
    def audience(self) -> str:
        return str(LEVELS[self.view.audience.level])

    @property
    def for_whom(self) -> str:
        return _("For: %(audience)s") % {"audience": self.audience}
