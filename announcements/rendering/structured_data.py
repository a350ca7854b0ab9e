"""Describes the page of a post for search engines: a schema.org article in JSON-LD."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from tours.addresses import event_address
from tours.metadata.structured_data import CONTEXT, Data, without_empty


class Named(Protocol):
    @property
    def name(self) -> str: ...


class ArticleEvent(Protocol):
    """The event that an article is about, as published."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...


class Article(Protocol):
    """A post as its page shows it. `address` is the address of the page."""

    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def byline(self) -> str: ...
    @property
    def is_by_programme(self) -> bool: ...
    @property
    def published_on(self) -> date | None: ...
    @property
    def updated_at(self) -> datetime: ...
    @property
    def address(self) -> str: ...
    @property
    def categories(self) -> Sequence[Named]: ...
    @property
    def event(self) -> ArticleEvent | None: ...
    @property
    def card(self) -> str: ...


def article_data(article: Article, *, site_name: str, base_url: str) -> Data:
    """The article as structured data. The site is the publisher, and the author where none is named.

    A byline may name people, an office or a city, so it is the author only where it is the programme, and a credit elsewhere.
    """
    site = {"@type": "Organization", "name": site_name, "url": f"{base_url}/"}
    event, by_programme = article.event, {"@type": "Organization", "name": article.byline}
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": article.address,
            "url": article.address,
            "headline": article.title,
            "description": article.summary,
            "inLanguage": article.language,
            "datePublished": article.published_on.isoformat() if article.published_on else "",
            "dateModified": article.updated_at.isoformat(timespec="seconds"),
            "author": by_programme if article.is_by_programme else "" if article.byline else site,
            "creditText": "" if article.is_by_programme else article.byline,
            "publisher": site,
            "articleSection": [category.name for category in article.categories],
            "image": f"{base_url}{article.card}",
            "about": event and {"@type": "Event", "@id": event_address(base_url, event.slug), "name": event.title},
        }
    )
