"""Which edition a file says it is."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.agenda.phrases import version
from tours.agenda.view import AgendaView, ItemView
from tours.labels import LEVELS
from tours.wording import moment_there

WITHOUT_DAY = gettext_lazy("Without a day")


class Exported(NamedTuple):
    """An agenda to be written into a file. Of a draft, the stamp of the view tells when it was last edited, and `tray` has
    the items that wait for a day, if any do: the days of its lines say nothing.
    """

    view: AgendaView
    is_draft: bool = False
    tray: AgendaView | None = None

    @property
    def edition(self) -> str:
        """`Version 3, 30 August 2017`, or `Draft of 30 August 2017, 18:05 Seoul time (UTC+9)`."""
        if not self.is_draft:
            return version(self.view)
        event = self.view.event
        return _("Draft of %(moment)s") % {"moment": moment_there(self.view.stamp.at, event.zone, event.host_city)}

    @property
    def waiting(self) -> tuple[ItemView, ...]:
        """The items without a day, to stand behind all others."""
        return self.tray.standing if self.tray else ()

    @property
    def audience(self) -> str:
        return str(LEVELS[self.view.audience.level])

    @property
    def for_whom(self) -> str:
        return _("For: %(audience)s") % {"audience": self.audience}
