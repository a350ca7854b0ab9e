"""robots.txt and the sitemaps: which addresses crawlers should skip, and which pages there are."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from announcements.pages import sitemaps as of_news
from tours.pages import sitemaps as of_events
from tours.pages.sitemaps import Entry, sitemap, sitemap_index
from tours.serving.public_pages import public_page

XML = "application/xml"


def _pages() -> Iterator[Entry]:
    yield from of_events.pages()
    yield from of_news.pages()


SECTIONS = {
    "pages": _pages,
    "events": of_events.events,
    "items": of_events.items,
    "cities": of_events.cities,
    "news": of_news.news,
}
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
Disallow: /news/*?*
Allow: /news/?page=
Disallow: /news/*/read.gif
Sitemap: {sitemap}
"""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    address = f"{settings.BASE_URL}{reverse('sitemap_index')}"
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain; charset=utf-8")


@public_page
def index(request: HttpRequest) -> HttpResponse:
    paths = [reverse("sitemap", args=[section]) for section in SECTIONS]
    return HttpResponse(sitemap_index(paths, settings.BASE_URL), content_type=XML)


@public_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One part of the sitemap. Costs one query, and one row for each address, up to the limit of the protocol."""
    if section not in SECTIONS:
        raise Http404(_("The sitemap has no such part."))
    return HttpResponse(sitemap(SECTIONS[section](), settings.BASE_URL), content_type=XML)
