"""My agenda: my groups' items day by day, with my own lines and stars before them."""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from participants.delegate.pages import delegate_of, page_of
from participants.following.own_lines import OwnLine, at_home, home_zone, own_lines, when
from participants.following.own_rows import own_rows
from participants.following.seeing import changed_since
from participants.following.standing import Standing, standing_of
from participants.links.entry import by_visit
from participants.models import Delegate, LinkSession
from participants.vocabulary import Area
from tours.serving.by_audience.days import DayOutline, ItemOutline, Outline, outline, place_of_fragment, with_fragments
from tours.wording import clock

MORNING = time(9)


class ShownLine(NamedTuple):
    when: str
    at_home: str
    title: str
    details: tuple[str, ...]


class ShownDay(NamedTuple):
    """`items` is the place of those of everyone who reads the same; all else is of this delegate alone."""

    day: date
    at_home: str
    own: tuple[ShownLine, ...]
    starred: tuple[ItemOutline, ...]
    items: SafeString


@by_visit(Area.DELEGATE, kept=True)
def agenda(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Four queries, however long the agenda is; one more where a part is drawn for the first time."""
    delegate = delegate_of(visit)
    standing = standing_of(delegate)
    shown = outline(standing.reading)
    context = {"shown": shown, "days": _days(delegate, standing, shown), "changed": changed_since(standing)}
    response = page_of(request, visit, "agenda.html", standing=standing, **context)
    response.content = with_fragments(response.content, standing.reading)
    return response


def _days(delegate: Delegate, standing: Standing, shown: Outline) -> list[ShownDay]:
    zone, home = standing.reading.published.zone, home_zone(delegate)
    own = own_lines(own_rows(delegate), zone)
    outlines = {day.day: day for day in shown.days}
    return [
        ShownDay(
            day,
            day_at_home(outlines[day], home) if day in outlines else "",
            tuple(_shown_lines(own.get(day, ()), zone, home)),
            _starred(outlines[day], standing) if day in outlines else (),
            place_of_fragment(day) if day in outlines else SafeString(),
        )
        for day in sorted({*outlines, *own})
    ]


def _shown_lines(lines: Iterable[OwnLine], zone: str, home: str) -> Iterable[ShownLine]:
    for line in lines:
        yield ShownLine(when(line, zone), at_home(line.day, line.at, line.zone, home), line.title, line.details)


def _starred(day: DayOutline, standing: Standing) -> tuple[ItemOutline, ...]:
    return tuple(item for item in day.items if item.uid in standing.starred)


def day_at_home(day: DayOutline, home: str) -> str:
    """`09:30 here is 02:30 at home.`; empty where clocks at home show the same."""
    at = day.first or MORNING
    theirs = at_home(day.day, at, day.zone, home)
    return _("%(time)s here is %(home)s.") % {"time": clock(at), "home": theirs} if theirs else ""
