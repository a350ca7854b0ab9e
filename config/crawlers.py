"""robots.txt and the sitemaps: which addresses crawlers should skip, and which pages there are."""

import re
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.reading import open_to_readers
from announcements.pages import sitemaps as of_news
from announcements.pages.conditional import conditional
from tours.editions.projection.writing import public_change
from tours.pages import sitemaps as of_events
from tours.pages.sitemaps import Entry, Section, addresses, sitemap, sitemap_index
from tours.serving.kept_outputs import EVERY_EVENT, Output, kept
from tours.serving.public_pages import public_page

XML = "application/xml"
NO_SUCH_PART = _("The sitemap has no such part.")


def _pages() -> Iterator[Entry]:
    yield from of_events.pages()
    yield from of_news.pages()


SECTIONS = {
    "events": of_events.EVENTS,
    "items": of_events.ITEMS,
    "cities": of_events.CITIES,
    "people": of_events.PEOPLE,
    "news": of_news.NEWS,
}
PART = re.compile("(?P<section>[a-z]+)-(?P<number>[1-9][0-9]{0,8})")
# Disallowed are pages with endless addresses (searches, filtered lists), and pages that add nothing to one in the sitemap. The
# further pages of a list stay allowed. The most specific rule wins (RFC 9309, section 2.2.2).
# Calendars with filters stay allowed: Google Calendar obeys these rules too, and could not fetch what a list offers to subscribe
# to. Only filtered lists link to them, where crawlers do not come, and a header keeps them out of the index.
# Something follows each `?`: some parsers drop an empty query, and would then skip the whole list.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /api/v1/
Disallow: /search/
Disallow: /events/?*
Allow: /events/?page=
Disallow: /cities/?*
Allow: /cities/?page=
Disallow: /news/*?*
Allow: /news/?page=
Disallow: /news/*/read.gif
Sitemap: {sitemap}
"""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    address = f"{settings.BASE_URL}{reverse('sitemap_index')}"
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain; charset=utf-8")


@open_to_readers
def index(request: HttpRequest) -> HttpResponseBase:
    """The parts of every section. Two queries, and one more for each section where the index is not kept."""
    news = list(of_news.NEWS.parts())
    output = Output(EVERY_EVENT, "sitemap.xml", (public_change().isoformat(), str(news)))
    return _kept(request, output, lambda: sitemap_index(_parts(news), settings.BASE_URL))


@public_page
def pages(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sitemap(_pages(), settings.BASE_URL), content_type=XML)


@open_to_readers
def part(request: HttpRequest, part: str) -> HttpResponseBase:
    """One part of a section, such as events-2. One query, and another one where it is not kept."""
    match = PART.fullmatch(part)
    section = SECTIONS.get(match["section"]) if match else None
    if match is None or section is None:
        raise Http404(NO_SUCH_PART)
    number = int(match["number"])
    output = Output(EVERY_EVENT, f"sitemap-{part}.xml", (section.state(number),))
    return _kept(request, output, lambda: _drawn(section, number))


def _parts(news: Iterable[int]) -> Iterator[str]:
    yield reverse("sitemap_pages")
    address = addresses("sitemap")
    for name, section in SECTIONS.items():
        for number in news if section is of_news.NEWS else section.parts():
            yield address(f"{name}-{number}")


def _drawn(section: Section, number: int) -> bytes:
    """Raises Http404 for a part without entries, so that nothing is kept of it."""
    entries = list(section.entries(number))
    if not entries:
        raise Http404(NO_SUCH_PART)
    return sitemap(entries, settings.BASE_URL)


def _kept(request: HttpRequest, output: Output, draw: Callable[[], bytes]) -> HttpResponseBase:
    """The kept output, or a 304. It is drawn before any condition is checked, as there may be no such part."""
    drawn = kept(output, draw, gzipped=False)
    return conditional(request, output.token, lambda: drawn, content_type=XML)
