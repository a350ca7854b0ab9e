"""Whoever comes to an event and does not speak there is named nowhere in public: not on a page, in a file, in a feed or by search."""

import pytest
from django.test import Client

from tests.demo.loading import SMART_CITY_WEEK
from tests.factories import rows
from tests.participants import makers
from tests.site.addresses import example, routes
from tests.tours.pdf.reading import letters
from tours.models import City, Event, PublishedWord

pytestmark = pytest.mark.django_db
NAME, POSITION = "Zdenka Qwertz", "Keeper of Xylophones"
WORDS = ("zdenka", "qwertz", "xylophone", "zdenka@example.org")
QUERIES = {"announcements:search": "?q=Zdenka", "tours:events": "?q=Zdenka", "api:events": "?q=Zdenka"}


def said(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert (address, answer.status_code) == (address, 200)
    body = answer.getvalue()
    text = letters(body) if address.endswith("/programme.pdf") else body.decode(errors="replace").replace("\r\n ", "")
    return text.lower()


@pytest.mark.slow  # it draws every output of an event anew
def test_delegate_is_named_in_no_public_answer(client: Client) -> None:
    event, by = Event.objects.get(slug=SMART_CITY_WEEK), rows.operator()
    others = City.objects.exclude(pk__in=event.participating_cities.filter(city__isnull=False).values("city"))
    delegation = makers.delegation(event, by=by, city=others.earliest("pk"))
    row = makers.accepted(delegation, by=by, name=NAME, position=POSITION, reason="xylophone")
    row.contacts.create(whose="own", email="zdenka@example.org")
    rows.publish(event, by=by)
    addresses = [example(route) for route in sorted(routes())]
    addresses += [f"{example(route)}{query}" for route, query in QUERIES.items()]
    told = {address: said(client, address) for address in addresses}
    found = {
        address: [word for word in WORDS if word in text and word not in address.lower()]
        for address, text in told.items()
    }
    assert {address: words for address, words in found.items() if words} == {}
    assert not PublishedWord.objects.filter(word__in=["zdenka", "qwertz", "xylophones"]).exists()
