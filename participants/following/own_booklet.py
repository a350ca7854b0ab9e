"""The delegates' PDF with the own lines of one delegate in front. It is drawn at each request and never kept."""

from typing import TYPE_CHECKING

from django.conf import settings

from participants.following.own_lines import OwnLine, at_home, home_zone, own_lines, when
from participants.following.own_rows import OwnRows
from participants.following.standing import home
from participants.models import Delegate
from tours.serving.by_audience.reading import Reading
from tours.serving.turns import one_of_few

if TYPE_CHECKING:
    from tours.booklet import OwnRow


def own_booklet(delegate: Delegate, reading: Reading, rows: OwnRows) -> bytes:
    """The booklet with the delegate's own lines. Drawing it waits for its turn among all that draw PDFs. Raises Busy."""
    from tours.booklet import Own, OwnDay, Paper, booklet  # reportlab is heavy, and most processes never draw

    zone, theirs = reading.published.zone, home_zone(delegate)
    days = [
        OwnDay(day, tuple(_row(line, zone, theirs) for line in lines)) for day, lines in own_lines(rows, zone).items()
    ]
    own = Own(delegate.name, days) if days else None
    with one_of_few("pdf"):
        return booklet(
            reading.view, base_url=settings.BASE_URL, paper=Paper.A4, home=settings.BASE_URL + home(), own=own
        )


def _row(line: OwnLine, zone: str, theirs: str) -> "OwnRow":
    from tours.booklet import OwnRow

    clocks = filter(None, (when(line, zone), at_home(line.day, line.at, line.zone, theirs)))
    return OwnRow(", ".join(clocks), line.title, line.details)
