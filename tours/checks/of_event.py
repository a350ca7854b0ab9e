"""The findings of an event as its rows are now."""

from tours.checks.checking import findings
from tours.checks.delegates_in_groups import delegates_in_groups
from tours.checks.findings import Finding
from tours.editions.preview import Preview
from tours.models import Event
from tours.vocabulary import Status


def findings_in(shown: Preview, event: Event) -> list[Finding]:
    """The findings of what a preview has read, and of the tray. Two queries more, however long the agenda is. It writes
    nothing and takes no lock.
    """
    return findings(
        shown.agenda,
        before=shown.published,
        stopped=shown.stopped,
        cards=shown.cards,
        in_groups=delegates_in_groups(event),
        tray=_tray(event),
    )


def _tray(event: Event) -> dict[str, str]:
    waiting = event.items.filter(day__isnull=True).exclude(status=Status.CANCELLED)
    return {str(uid): title for uid, title in waiting.values_list("uid", "title")}
