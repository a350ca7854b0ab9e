"""Addresses are made without Django's `reverse`, and are the same."""

from uuid import UUID

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from api.serializers.fields import address

UID = "0b7c9c0e-7f0a-4d57-9d4e-0d8a2c1e7f10"
ADDRESSES: list[tuple[str, list[object]]] = [
    ("api:start", []),
    ("api:edition", ["week-2017", 3]),
    ("api:draft_item", [UUID(UID), UUID(UID)]),
    ("tours:item", ["items", UID]),
    ("tours:item_calendar", ["week", UID]),
    ("tours:document", ["week", "0" * 64, "Наш план 100%_(2), l’été?.pdf"]),
    ("announcements:post", ["cities-meet"]),
]


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_address_is_that_of_django(name: str, arguments: list[object]) -> None:
    assert address(name, *arguments) == settings.BASE_URL + reverse(name, args=arguments)


@pytest.mark.parametrize(("name", "arguments"), [("tours:nothing", []), ("tours:event", []), ("tours:event", [1, 2])])
def test_address_that_there_is_not_is_an_error(name: str, arguments: list[object]) -> None:
    with pytest.raises(NoReverseMatch):
        address(name, *arguments)
