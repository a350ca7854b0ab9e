"""What the head of each page says: its address, what it is, how other sites show a link to it; and the weight of the
page.
"""

import json
import re
from collections import Counter
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tests.demo.loading import SMART_CITY_WEEK
from tests.site.addresses import example, pages

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
SHARED = ["tours:event", "tours:item", "announcements:post"]
KINDS = {
    "tours:event": ["BreadcrumbList", "EducationEvent"],
    "tours:changes": ["BreadcrumbList"],
    "tours:item": ["BreadcrumbList", "Event"],
    "tours:cities": ["BreadcrumbList"],
    "tours:person": ["BreadcrumbList", "Person"],
    "tours:city": ["BreadcrumbList"],
    "announcements:post": ["BreadcrumbList", "NewsArticle"],
}


def head(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[: html.index("</head>")]


def canonical(client: Client, address: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]*)">', head(client, address))


def properties(client: Client, address: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="([^"]*)" content="([^"]*)">', head(client, address)))


def blocks(client: Client, address: str) -> list[Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(client, address))
    return [json.loads(block) for block in found]


@pytest.mark.parametrize("page", pages())
def test_page_has_one_address_of_its_own(client: Client, page: str) -> None:
    assert canonical(client, example(page)) == [SITE + example(page)]


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/events/?page=1", "/events/"),
        ("/events/?utm_source=letter", "/events/"),
        ("/events/?q=&kind=", "/events/"),
        ("/events/?year=2017&country=KR", "/events/?country=KR&amp;year=2017"),
        ("/news/?page=1&unknown=1", "/news/"),
        (f"/events/{SMART_CITY_WEEK}/?from=mail", f"/events/{SMART_CITY_WEEK}/"),
        ("/about/?x=1", "/about/"),
    ],
)
def test_other_spellings_of_an_address_name_the_one(client: Client, asked: str, own: str) -> None:
    assert canonical(client, asked) == [SITE + own]


@pytest.mark.parametrize("address", ["/search/?q=seoul", "/events/none/"])
def test_what_no_search_engine_should_show_has_none(client: Client, address: str) -> None:
    assert (canonical(client, address), 'name="robots" content="noindex"' in head(client, address)) == ([], True)


@pytest.mark.parametrize("page", pages())
def test_page_that_is_shared_says_its_name_and_what_it_is(client: Client, page: str) -> None:
    """The words of the page itself, so that nothing is said twice, and no page is forgotten."""
    html, shown = head(client, example(page)), properties(client, example(page))
    [description] = re.findall('<meta name="description" content="([^"]+)">', html)
    assert (shown["og:url"], shown["og:site_name"]) == (SITE + example(page), "Sojourn")
    assert (shown["og:description"], shown["og:title"] != "") == (description, True)
    assert html.count("<title>" + shown["og:title"]) == 1
    assert shown["og:type"] == ("article" if page == "announcements:post" else "website")


@pytest.mark.parametrize("page", SHARED)
def test_page_that_is_shared_shows_its_card(client: Client, page: str) -> None:
    shown = properties(client, example(page))
    picture = client.get(shown["og:image"].removeprefix(SITE))
    size = (int(shown["og:image:width"]), int(shown["og:image:height"]))
    assert (Image.open(BytesIO(picture.content)).size, picture["Content-Type"]) == (size, shown["og:image:type"])
    title = "2017 World Smart City Summit and Smart City Week"
    assert shown["og:image:alt"] == ("A hall" if page == "announcements:post" else title)


@pytest.mark.parametrize("page", pages())
def test_page_says_what_it_is_about(client: Client, page: str) -> None:
    data = blocks(client, example(page))
    assert sorted(block["@type"] for block in data) == KINDS.get(page, [])
    assert {block["@context"] for block in data} <= {"https://schema.org"}


@pytest.mark.parametrize("page", sorted(KINDS))
def test_breadcrumb_leads_from_home_to_the_page(client: Client, page: str) -> None:
    [trail] = [
        block["itemListElement"] for block in blocks(client, example(page)) if block["@type"] == "BreadcrumbList"
    ]
    addresses = [step["item"] for step in trail]
    assert (addresses[0], addresses[-1]) == (f"{SITE}/", SITE + example(page))
    assert [client.get(address.removeprefix(SITE)).status_code for address in addresses] == [200] * len(trail)


def test_site_goes_by_its_own_name_and_never_by_that_of_the_software(client: Client, settings: Settings) -> None:
    settings.SITE_NAME = "Partnership of Cities"
    told = {page: client.get(example(page)).content.decode() for page in [*pages(), "announcements:feed"]}
    assert [page for page, text in told.items() if "Sojourn" in text] == []
    assert [page for page, text in told.items() if "Partnership of Cities" not in text] == []


def test_no_two_pages_have_one_title(client: Client) -> None:
    titles = Counter(re.findall("<title>(.*?)</title>", head(client, example(page)))[0] for page in pages())
    assert [title for title, count in titles.items() if count > 1] == []
