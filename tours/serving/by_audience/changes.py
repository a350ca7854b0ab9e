"""What changed for an audience since the version that one of them has seen."""

from datetime import date

from tours.agenda.audiences import for_audience, may_read
from tours.agenda.changes.since_seen import since_seen
from tours.agenda.facts import Value
from tours.agenda.values import Audience
from tours.agenda.view import AgendaView
from tours.serving.by_audience.reading import Reading, in_use
from tours.serving.current import standing_agendas


class ChangesPart(Value, frozen=True):
    """`since` is the day of the version that it is compared with; none where there is none to compare with."""

    count: int
    html: str
    since: date | None = None


NOTHING = ChangesPart(count=0, html="")


def changes_part(reading: Reading, number: int, groups: tuple[str, ...]) -> ChangesPart:
    """The changes since version `number`, which was read with these groups: each item from what to what, in one entry.

    A version that was withdrawn since is never shown again: the one before it stands for it.
    """
    then = in_use(reading.published, Audience(level=reading.audience.level, groups=groups))
    changed_at = (
        reading.published.changed_at.isoformat()
    )  # an earlier version may be redacted, which this one's digest does not tell
    return reading.kept_value(
        "changes.json", ChangesPart, lambda: _drawn(reading, number, then), str(number), then.key, changed_at
    )


def _drawn(reading: Reading, number: int, then: Audience) -> ChangesPart:
    previous = _seen(reading, number, then)
    if previous is None:
        return NOTHING
    since = since_seen(previous, reading.view)
    html = reading.rendered("tours/by_audience/changes.html", changes=since.changes, not_theirs=since.not_theirs)
    return ChangesPart(count=since.count, html=html, since=previous.version_date)


def _seen(reading: Reading, number: int, then: Audience) -> AgendaView | None:
    readable = (each for each in standing_agendas(reading.published, before=number + 1) if may_read(then, each.event))
    agenda = next(readable, None)
    return for_audience(agenda, then) if agenda else None
