from urllib.parse import unquote

import pytest
from django.urls import resolve

from tours import addresses

SITE = "https://sojourn.example"


def test_addresses_are_what_visitors_were_given() -> None:
    """They are in calendars, booklets and posts that readers have, and changing one breaks these."""
    assert [
        addresses.event_address(SITE, "week"),
        addresses.item_address(addresses.event_address(SITE, "week"), "item-1"),
        addresses.calendar_address(SITE, "week"),
        addresses.booklet_address(SITE, "week"),
        addresses.document_address(addresses.event_address(SITE, "week"), "0a1b", "Bus 1.pdf"),
        addresses.changes_address(SITE, "week"),
        addresses.events_address(SITE),
        addresses.events_calendar_address(SITE),
    ] == [
        "https://sojourn.example/events/week/",
        "https://sojourn.example/events/week/#item-item-1",
        "https://sojourn.example/events/week/programme.ics",
        "https://sojourn.example/events/week/programme.pdf",
        "https://sojourn.example/events/week/documents/0a1b/Bus%201.pdf",
        "https://sojourn.example/events/week/changes/",
        "https://sojourn.example/events/",
        "https://sojourn.example/events.ics",
    ]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_address_to_subscribe_to_is_the_calendars_for_calendar_programs(scheme: str) -> None:
    base_url = f"{scheme}://tours.example.org"
    assert addresses.subscribe_address(base_url, "week") == "webcal://tours.example.org/events/week/programme.ics"


def test_address_of_a_document_is_where_it_is_served() -> None:
    digest, name = "0a" * 32, "Ђаково #1 (50%).pdf"
    address = addresses.document_address(addresses.event_address("", "week"), digest, name)
    assert resolve(unquote(address)).kwargs == {"slug": "week", "digest": digest, "file_name": name}


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+49 (0)30 1234-56", "tel:+4930123456"),
        ("+49(0)30/1234.56", "tel:+4930123456"),
        ("0049 ( 0 ) 30 1234", "tel:+49301234"),
        ("(030) 1234", "tel:0301234"),
        ("(0)30 1234", "tel:0301234"),
        ("+44 20 7946 0000 x12", "tel:+442079460000;ext=12"),
        ("+1 (800) 555-0100 ext. 7", "tel:+18005550100;ext=7"),
        ("+385 1 234 567 lok. 5", "tel:+3851234567;ext=5"),
        ("+82-2-0000-0000;ext=9", "tel:+82200000000;ext=9"),
        ("+49 30 1 / +49 30 2", "tel:+49301"),
        ("+49 30 1234", "tel:+49301234"),
        ("Tel.: +385 1 234", "tel:+3851234"),
        ("at the desk", ""),
        ("", ""),
    ],
)
def test_telephone_number_is_dialled_as_it_is_meant(number: str, address: str) -> None:
    assert addresses.telephone_address(number) == address
