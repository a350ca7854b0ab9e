"""Every public address of the site, by its route name, with an example."""

from typing import Any

from django.urls import reverse

from announcements.models import Category, Post
from tests.demo.loading import SMART_CITY_WEEK
from tests.routes import public_routes
from tours.models import Document, Event, Picture, Portrait, PublicPerson, PublishedItem

NOT_THERE = {"api:no_such_address", "backstage:bounces", "tours:draft", "tours:draft_booklet"}
"""Routes without an example: one answers every unknown API address; a mail provider posts to another if a secret is set;
drafts are shown to those alone who have a link.
"""
NO_PAGES = {
    "booklet",
    "brochure",
    "card",
    "category_feed",
    "day_calendar",
    "document",
    "events_calendar",
    "feed",
    "item_calendar",
    "my_calendar",
    "logo",
    "picture",
    "portrait",
    "programme_calendar",
    "read",
    "robots",
    "sitemap",
    "sitemap_index",
    "sitemap_pages",
    "sized_picture",
}
API_LISTS = (
    "guide",
    "schema",
    "start",
    "programmes",
    "events",
    "items",
    "cities",
    "organisations",
    "posts",
    "testimonials",
    "documents",
)
QUERIES = {"api:changes": {"from": 1, "to": 2}}
"""The query of each address that shows nothing without one."""


def routes() -> set[str]:
    return public_routes() - NOT_THERE


def pages() -> list[str]:
    """The routes that answer with HTML, including the guide of the API."""
    return [route for route in sorted(routes()) if _is_page(route)]


def _is_page(route: str) -> bool:
    space, _colon, name = route.rpartition(":")
    return name == "guide" if space == "api" else name not in NO_PAGES


def example(route: str) -> str:
    """An address of the demonstration for that route. Raises KeyError for a route without an example."""
    given = examples()[route]
    chosen = route == "tours:my_calendar" and {"items": examples()["tours:item"]["uid"].replace("-", "")}
    return reverse(route, kwargs=given, query=chosen or QUERIES.get(route))


def examples() -> dict[str, dict[str, Any]]:
    """The arguments of each route. A new route needs an entry here."""
    event = Event.objects.get(slug=SMART_CITY_WEEK)
    week = {"slug": event.slug}
    item = week | {"uid": PublishedItem.objects.filter(event=event.pk).values_list("uid", flat=True)[0]}
    post = {"slug": Post.objects.published().filter(event=event).values_list("slug", flat=True)[0]}
    category = {"slug": Category.objects.filter(posts__slug=post["slug"]).values_list("slug", flat=True)[0]}
    without = ("about", "cities", "partners", "brochures", "events_calendar", "events")
    return {
        "home": {},
        "robots": {},
        "sitemap_index": {},
        "sitemap_pages": {},
        "sitemap": {"part": "cities-1"},
        "style": {},
        **{f"tours:{name}": {} for name in without},
        "tours:brochure": _file(Document.objects.brochures()[0]),
        "tours:city": {"slug": "seoul"},
        "tours:person": {"slug": PublicPerson.objects.order_by("pk").values_list("slug", flat=True)[0]},
        **{f"tours:{name}": week for name in ("event", "changes", "card", "programme_calendar", "booklet")},
        **{f"tours:{name}": week for name in ("my_programme", "my_calendar")},
        "tours:day_calendar": week | {"day": event.starts},
        "tours:item": item,
        "tours:item_calendar": item,
        "tours:document": week | _file(event.documents.all()[0]),
        "tours:picture": week | _file(event.picture),
        "tours:sized_picture": week | {"digest": _digest(event.picture), "size": "page-960.jpg"},
        "tours:logo": {"digest": _digest(Picture.objects.get(alternative="A logo")), "size": "logo-160.jpg"},
        "tours:portrait": {"digest": Portrait.objects.published()[0].digest, "size": "face-160.jpg"},
        **{f"announcements:{name}": {} for name in ("posts", "feed", "search")},
        **{f"announcements:{name}": {} for name in ("testimonials", "accessibility", "privacy")},
        "announcements:category_feed": category,
        **{f"announcements:{name}": post for name in ("post", "card", "read")},
        "announcements:picture": post | {"digest": _digest(event.picture), "size": "list-320.webp"},
        **{f"api:{name}": {} for name in API_LISTS},
        "api:programme": {"slug": event.programme.slug},
        **{f"api:{name}": week for name in ("event", "editions", "changes")},
        "api:edition": week | {"number": 1},
        "api:city": {"slug": "seoul"},
        "api:post": post,
    }


def _digest(picture: Picture | None) -> str:
    assert picture
    return picture.digest


def _file(file: Document | Picture | None) -> dict[str, Any]:
    assert file
    return {"digest": file.digest, "file_name": file.file_name}
