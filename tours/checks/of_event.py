"""The findings of an event as its rows are now."""

from tours.checks.checking import findings
from tours.checks.delegates_in_groups import delegates_in_groups
from tours.checks.findings import Finding
from tours.editions.preview import Preview, preview
from tours.models import Event


def findings_of(event: Event) -> list[Finding]:
    """Composes the agenda once. A fixed number of queries, however long it is. It writes nothing and takes no lock."""
    return findings_in(preview(event), event)


def findings_in(shown: Preview, event: Event) -> list[Finding]:
    """The findings of what a preview has read already. One query more."""
    return findings(
        shown.agenda,
        before=shown.published,
        stopped=shown.stopped,
        cards=shown.cards,
        in_groups=delegates_in_groups(event),
    )
