"""What search engines are told of a post."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from announcements.rendering.structured_data import article_data

SITE = {"@type": "Organization", "name": "Sojourn", "url": "https://tours.example.org/"}
POST = "https://tours.example.org/news/cities-meet/"


def told(**facts: Any) -> dict[str, Any]:
    article = {
        "title": "Cities meet",
        "summary": "",
        "language": "en",
        "byline": "",
        "is_by_programme": False,
        "published_on": date(2017, 9, 6),
        "updated_at": datetime(2017, 9, 6, 8, tzinfo=UTC),
        "address": POST,
        "categories": [],
        "event": None,
        "card": "/news/cities-meet/card.png",
    }
    return article_data(
        SimpleNamespace(**{**article, **facts}), site_name="Sojourn", base_url="https://tours.example.org"
    )


def test_article_says_what_when_and_where_and_nothing_empty() -> None:
    assert told() == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": POST,
        "url": POST,
        "headline": "Cities meet",
        "inLanguage": "en",
        "datePublished": "2017-09-06",
        "dateModified": "2017-09-06T08:00:00+00:00",
        "author": SITE,
        "publisher": SITE,
        "image": f"{POST}card.png",
    }


@pytest.mark.parametrize(
    ("byline", "by_programme", "author", "credit"),
    [
        ("", False, SITE, None),
        ("Partnership Program", True, {"@type": "Organization", "name": "Partnership Program"}, None),
        ("City of Rijeka", False, None, "City of Rijeka"),
        ("Ana Horvat", False, None, "Ana Horvat"),
    ],
)
def test_byline_is_called_no_person(byline: str, by_programme: bool, author: Any, credit: str | None) -> None:
    data = told(byline=byline, is_by_programme=by_programme)
    assert (data.get("author"), data.get("creditText")) == (author, credit)
