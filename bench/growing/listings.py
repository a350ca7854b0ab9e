"""The addresses that list, search or offer choices: their cost must not grow with the number of events."""

from typing import NamedTuple

from bench.site.filling import Site
from tours.models import Event, PublicCity, PublicPerson, PublishedEvent


class Listing(NamedTuple):
    """An address, and who asks: `reader`, `operator`, `coordinator`, or `token` for a program of the coordinator's."""

    path: str
    query: str = ""
    by: str = "reader"

    @property
    def name(self) -> str:
        return f"{self.path}{'?' if self.query else ''}{self.query}"


WORD = "q=parks"
"""A word that one event in ten has."""
LAST = "page=999999"
"""A number too high gives the last page."""
PUBLIC = (
    Listing("/"),
    Listing("/about/"),
    Listing("/partners/"),
    Listing("/brochures/"),
    Listing("/testimonials/"),
    Listing("/events/"),
    Listing("/events/", "page=2"),
    Listing("/events/", WORD),
    Listing("/events/", "country=KR"),
    Listing("/events/", "q=s"),
    Listing("/events/", "when=past"),
    Listing("/events/", "updated_since=2020-01-01T00:00:00Z"),
    Listing("/events/", LAST),
    Listing("/events.ics"),
    Listing("/events.ics", "country=KR"),
    Listing("/events.ics", "q=s"),
    Listing("/cities/"),
    Listing("/cities/", WORD),
    Listing("/cities/", "q=s"),
    Listing("/cities/", LAST),
    Listing("/cities/{city}/"),
    Listing("/people/{person}/"),
    Listing("/news/"),
    Listing("/news/", "page=2"),
    Listing("/news/", WORD),
    Listing("/news/", "q=s"),
    Listing("/news/", LAST),
    Listing("/news/", "category=category-1"),
    Listing("/news/feed.atom"),
    Listing("/news/categories/category-1/feed.atom"),
    Listing("/search/", WORD),
    Listing("/search/", "q=seoul"),
    Listing("/search/", "q=s"),
    Listing("/search/", "q=praks"),
    Listing("/search/", "q=4+September"),
    Listing("/search/", "q=4.9.2019"),
    Listing("/sitemap.xml"),
    Listing("/sitemaps/events-1.xml"),
    Listing("/sitemaps/items-1.xml"),
    Listing("/sitemaps/cities-1.xml"),
    Listing("/sitemaps/people-1.xml"),
    Listing("/sitemaps/news-1.xml"),
)
API = tuple(
    Listing(f"/api/v1/{path}", query)
    for path, query in (
        ("", ""),
        ("programmes/", ""),
        ("events/", ""),
        ("events/", WORD),
        ("events/", "q=s"),
        ("events/", "country=KR"),
        ("events/", "phase=past"),
        ("events/", "ordering=title"),
        ("events/", "ordering=ends"),
        ("events/", "q=s&ordering=title"),
        ("items/", ""),
        ("items/", WORD),
        ("items/", "kind=meal"),
        ("items/", "q=h"),
        ("items/", "track=None"),
        ("items/", "ordering=-updated_at"),
        ("items/", "updated_since=2020-01-01T00:00:00Z"),
        ("cities/", ""),
        ("cities/", WORD),
        ("cities/{city}/", ""),
        ("organisations/", ""),
        ("organisations/", "ordering=role"),
        ("organisations/", "ordering=-role"),
        ("posts/", ""),
        ("posts/", WORD),
        ("posts/", "year=2020"),
        ("testimonials/", ""),
        ("documents/", ""),
    )
)
DESK = (
    Listing("/desk/", by="coordinator"),
    Listing("/desk/", by="operator"),
    Listing("/desk/", LAST, by="operator"),
    Listing("/desk/audit/", by="coordinator"),
    Listing("/desk/audit/", by="operator"),
    Listing("/desk/audit/", WORD, by="operator"),
    Listing("/desk/audit/", WORD, by="coordinator"),
    Listing("/desk/audit/", LAST, by="coordinator"),
    Listing("/desk/tokens/", by="operator"),
    Listing("/desk/tokens/new/", by="operator"),
    Listing("/desk/posts/", by="coordinator"),
    Listing("/desk/posts/", WORD, by="coordinator"),
    Listing("/desk/site/", by="operator"),
    *(
        Listing(f"/desk/events/{{uid}}/{page}", by="coordinator")
        for page in ("", "agenda/", "agenda/import/", "checks/", "publish/", "versions/", "posts/", "download/")
    ),
    Listing("/desk/events/{uid}/roles/", by="operator"),
    Listing("/desk/mail/", by="operator"),
    Listing("/desk/jobs/", by="operator"),
    *(
        Listing(f"/api/v1/desk/{rows}/", by="token")
        for rows in ("events", "cities", "venues", "organisations", "people")
    ),
    Listing("/api/v1/desk/events/{uid}/items/", by="token"),
)
ADMINISTRATION = tuple(
    Listing(f"/admin/{path}", query, by="operator")
    for path, query in (
        ("", ""),
        ("tours/event/", ""),
        ("tours/event/", WORD),
        ("tours/event/add/", ""),
        ("tours/event/{event}/change/", ""),
        ("tours/agendaitem/", ""),
        ("tours/agendaitem/", "q=h"),
        ("tours/agendaitem/add/", ""),
        ("tours/edition/", ""),
        ("tours/city/", ""),
        ("tours/venue/", ""),
        ("tours/person/", ""),
        ("tours/person/", "q=s"),
        ("announcements/post/", ""),
        ("announcements/post/add/", ""),
    )
)
LISTINGS = (*PUBLIC, *API, *DESK, *ADMINISTRATION)


def places(site: Site) -> dict[str, object]:
    """What stands in an address between braces: a public event of the coordinator's with items, a city and a person of
    events.
    """
    own = PublishedEvent.objects.filter(event__programme__is_own=True, access="public", items__isnull=False)
    event = Event.objects.get(published=own.order_by("pk").distinct()[0])
    city = PublicCity.objects.order_by("slug")[0].slug
    person = PublicPerson.objects.order_by("uid")[0].slug
    return {"city": city, "person": person, "uid": event.uid, "event": event.pk, "operator": site.operator.pk}
