"""The findings of an event as its rows are now."""

from tours.checks.checking import findings
from tours.checks.delegates_in_groups import delegates_in_groups
from tours.checks.findings import Finding
from tours.checks.who_left import who_left
from tours.editions.preview import Preview
from tours.models import Event
from tours.vocabulary import Status


def findings_in(shown: Preview, event: Event, *, tells_names: bool) -> list[Finding]:
    """The findings of what a preview has read, and of the tray. Three queries more, however long the agenda is. It
    writes nothing and takes no lock. Who may not read of those who come is not told by name who left.
    """
    return findings(
        shown.agenda,
        before=shown.published,
        stopped=shown.stopped,
        cards=shown.cards,
        in_groups=delegates_in_groups(event),
        left=who_left(event) if tells_names else (),
        tray=_tray(event),
    )


def _tray(event: Event) -> dict[str, str]:
    waiting = event.items.filter(day__isnull=True).exclude(status=Status.CANCELLED)
    return {str(uid): title for uid, title in waiting.values_list("uid", "title")}
