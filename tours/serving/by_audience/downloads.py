"""The programme of an audience as PDF and as calendar."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from backstage.text.file_names import content_disposition
from tours.pdf.styles import Paper
from tours.serving.by_audience.reading import Reading
from tours.serving.feed_pieces import draw_feed
from tours.serving.kept_outputs import kept
from tours.serving.outputs import PDF, Delivery, serve


def booklet(request: HttpRequest, reading: Reading) -> HttpResponseBase:
    """The kept PDF, in byte ranges if the request asks for these."""
    published = reading.published
    version = _("Version %(number)d") % {"number": published.number}
    disposition = partial(content_disposition, published.title, version, extension="pdf")
    return serve(
        request,
        reading.output("programme.pdf", Paper.A4),
        lambda: _booklet(reading),
        changed_at=published.changed_at,
        delivery=Delivery(PDF, disposition, shared=False),
    )


def calendar(reading: Reading) -> bytes:
    """The feed of the audience. Whoever is of it may add entries of their own by `with_entries`."""
    home = settings.BASE_URL + reading.home
    return kept(reading.output("programme.ics"), lambda: draw_feed(reading.view, home), gzipped=False)


def _booklet(reading: Reading) -> bytes:
    from tours.booklet import booklet as drawn  # reportlab is heavy, and most processes never draw

    home = settings.BASE_URL + reading.home
    return drawn(reading.view, base_url=settings.BASE_URL, paper=Paper.A4, home=home)
