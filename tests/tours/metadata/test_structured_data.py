import json
import re
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.spellings import REMOVED
from tests.factories.values import (
    KINTEX,
    KOSOVO,
    MOLIT,
    PRISHTINA,
    WORLD_BANK,
    event,
    item,
    many_items,
    person,
    published,
    view,
)
from tours.addresses import person_address
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Name, Organisation, Part, Programme, Supporter
from tours.agenda.values import PUBLIC, Audience
from tours.metadata.structured_data import as_script, breadcrumb_data, event_data, item_data
from tours.vocabulary import Access, EventKind, EventState, ItemKind, Level, OrganisationRole, PersonRole, Status

SITE = "https://tours.example.org"
PAGE = f"{SITE}/events/smart-city-week-2017/"


def sub_events(*items: Any, **facts: Any) -> list[Any]:
    found: list[Any] = event_data(view(*items, **facts), SITE).get("subEvent", [])
    return found


def test_event_says_what_where_when_and_by_whom() -> None:
    assert event_data(view(), SITE) == {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "@id": PAGE,
        "url": PAGE,
        "name": "World Smart City Summit and Smart City Week",
        "startDate": "2017-09-04",
        "endDate": "2017-09-08",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "name": "Seoul",
            "alternateName": ["서울"],
            "address": {"@type": "PostalAddress", "addressLocality": "Seoul", "addressCountry": "KR"},
        },
        "description": "A study tour on how Korean cities plan, build and run smart services.",
        "image": f"{PAGE}card.png",
        "inLanguage": "en",
        "keywords": ["Urban governance and anti-corruption"],
        "organizer": [{"@type": "Organization", "name": MOLIT.name}],
        "sponsor": [{"@type": "Organization", "name": WORLD_BANK.name}],
    }


@pytest.mark.parametrize(
    ("state", "status"), [(EventState.CANCELLED, "EventCancelled"), (EventState.POSTPONED, "EventPostponed")]
)
def test_event_says_that_it_does_not_take_place_as_planned(state: EventState, status: str) -> None:
    assert event_data(view(state=state), SITE)["eventStatus"] == f"https://schema.org/{status}"


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_a_type(kind: EventKind) -> None:
    assert event_data(view(kind=kind), SITE)["@type"] in {"BusinessEvent", "EducationEvent"}


def test_host_organises_only_where_nobody_else_does() -> None:
    agency = Organisation(name="City agency", url="https://agency.example.org")
    supporters = (
        Supporter(organisation=MOLIT, role=OrganisationRole.HOST),
        Supporter(organisation=agency, role=OrganisationRole.ORGANISER),
        Supporter(organisation=WORLD_BANK, role=OrganisationRole.FUNDER),
    )
    data = event_data(view(supporters=supporters), SITE)
    assert data["organizer"] == [
        {"@type": "Organization", "name": "City agency", "url": "https://agency.example.org"},
    ]
    assert data["funder"] == [{"@type": "Organization", "name": WORLD_BANK.name}]


def test_country_is_told_by_its_code_which_no_name_of_it_changes() -> None:
    address = event_data(view(host_city=PRISHTINA), SITE)["location"]["address"]
    assert address == {"@type": "PostalAddress", "addressLocality": "Prishtina", "addressCountry": "XK"}
    assert KOSOVO.name not in json.dumps(address)


def test_item_has_its_times_with_the_offset_at_its_place() -> None:
    assert sub_events(item(place=KINTEX, room="Hall 1")) == [
        {
            "@type": "Event",
            "url": f"{PAGE}items/item-1/",
            "name": "Opening of the week",
            "startDate": "2017-09-04T10:00:00+09:00",
            "endDate": "2017-09-04T11:00:00+09:00",
            "location": {
                "@type": "Place",
                "name": "Hall 1, KINTEX, Goyang",
                "address": "217-60 Kintex-ro, Ilsanseo-gu, Goyang",
            },
        }
    ]


@pytest.mark.parametrize(
    ("facts", "starts", "ends"),
    [
        ({"start": None, "end": None}, "2017-09-04", None),
        ({"start": None, "end": None, "ends_on": date(2017, 9, 6)}, "2017-09-04", "2017-09-06"),
        ({"end": None}, "2017-09-04T10:00:00+09:00", None),
        (
            {"start": time(23), "end": time(1), "ends_on": date(2017, 9, 5)},
            "2017-09-04T23:00:00+09:00",
            "2017-09-05T01:00:00+09:00",
        ),
        ({"end": time(14), "end_zone": "Europe/Vienna"}, "2017-09-04T10:00:00+09:00", "2017-09-04T14:00:00+02:00"),
    ],
)
def test_item_tells_only_the_times_it_has(facts: dict[str, Any], starts: str, ends: str | None) -> None:
    [data] = sub_events(item(**facts))
    assert (data["startDate"], data.get("endDate")) == (starts, ends)


def test_item_without_a_place_is_where_the_event_is() -> None:
    assert sub_events(item())[0]["location"] == {"@type": "Place", "name": "Seoul", "address": "Seoul"}


@pytest.mark.parametrize(
    ("status", "told"),
    [(Status.CONFIRMED, None), (Status.TENTATIVE, None), (Status.CANCELLED, "https://schema.org/EventCancelled")],
)
def test_item_says_that_it_is_cancelled(status: Status, told: str | None) -> None:
    assert sub_events(item(status=status))[0].get("eventStatus") == told


def test_sub_events_are_the_first_twenty_items_of_substance() -> None:
    names = [data["name"] for data in sub_events(*many_items(1000))]
    substance = [
        one.line.title
        for one in view(*many_items(1000)).standing
        if one.line.kind in {ItemKind.SESSION, ItemKind.KEYNOTE, ItemKind.SITE_VISIT, ItemKind.MEETING, ItemKind.SOCIAL}
    ]
    assert names == substance[:20]


def test_what_is_for_delegates_or_gone_is_not_told() -> None:
    first = published(item("stays"), item("leaves"), item("closed", level=Level.DELEGATES))
    then = published(item("stays"), number=2, previous=first)
    assert len(event_data(for_audience(then, PUBLIC), SITE)["subEvent"]) == 1


def test_item_alone_names_its_event() -> None:
    seen = view(item(summary="Mayors speak."))
    data = item_data(seen.event, seen.items[0], SITE)
    assert {name: data[name] for name in ("@id", "url", "description", "inLanguage")} == {
        "@id": f"{PAGE}items/item-1/",
        "url": f"{PAGE}items/item-1/",
        "description": "Mayors speak.",
        "inLanguage": "en",
    }
    assert data["organizer"] == [{"@type": "Organization", "name": MOLIT.name}]
    assert data["superEvent"] == {
        name: value
        for name, value in event_data(seen, SITE).items()
        if name in {"@type", "@id", "url", "name", "startDate", "endDate", "eventStatus", "location"}
    }


def test_performers_are_people_who_are_sure_to_come_and_each_once() -> None:
    speaker = person(
        title="Dr", organisation="City of Belgrade", names=(Name(text="Ђорђе Чачак", language="sr", script="Cyrl"),)
    )
    parts = (
        Part(role=PersonRole.SPEAKER, person=speaker),
        Part(role=PersonRole.MODERATOR, person=speaker),
        Part(role=PersonRole.DISCUSSANT, person=person("Kim Min-seo", position="")),
        Part(role=PersonRole.PRESENTER, person=person("Not yet sure"), confirmed=False),
        Part(role=PersonRole.MODERATOR, confirmed=False),
        Part(role=PersonRole.GUIDE, person=person("Guide")),
    )
    seen = view(item(parts=parts, language="ko"))
    data = item_data(seen.event, seen.items[0], SITE)
    assert data["inLanguage"] == "ko"
    assert data["performer"] == [
        {
            "@type": "Person",
            "name": "Đorđe Čačak",
            "alternateName": ["Ђорђе Чачак"],
            "honorificPrefix": "Dr",
            "jobTitle": "Adviser (fictional)",
            "affiliation": {"@type": "Organization", "name": "City of Belgrade"},
            "url": person_address(SITE, speaker.name, speaker.uid),
        },
        {
            "@type": "Person",
            "name": "Kim Min-seo",
            "url": person_address(SITE, "Kim Min-seo", person("Kim Min-seo").uid),
        },
    ]


def test_whoever_was_redacted_is_no_performer() -> None:
    seen = view(item(parts=(Part(role=PersonRole.SPEAKER, person=person(REMOVED, position="")),)))
    assert "performer" not in item_data(seen.event, seen.items[0], SITE)


def test_performers_of_an_event_for_participants_have_no_pages() -> None:
    part = Part(role=PersonRole.SPEAKER, person=person("Kim Min-seo", position=""))
    seen = view(item(parts=(part,)), audience=Audience(level=Level.DELEGATES), access=Access.PARTICIPANTS)
    assert item_data(seen.event, seen.items[0], SITE)["performer"] == [{"@type": "Person", "name": "Kim Min-seo"}]


def test_nothing_is_empty_at_any_depth() -> None:
    seen = view(
        item(), host_city=PRISHTINA, supporters=(), themes=(), summary="", programme=Programme(name="A programme")
    )
    for data in (event_data(seen, SITE), item_data(seen.event, seen.items[0], SITE)):
        assert empty_in(data) == []


def empty_in(data: Any, path: str = "") -> list[str]:
    if isinstance(data, str) and data:
        return []
    parts = data.items() if isinstance(data, dict) else enumerate(data or ())
    return [each for name, value in parts for each in empty_in(value, f"{path}/{name}")] if data else [path]


def test_breadcrumb_numbers_the_pages_from_the_first() -> None:
    assert breadcrumb_data(SITE, [("Home", "/"), ("Events", "/events/")]) == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{SITE}/"},
            {"@type": "ListItem", "position": 2, "name": "Events", "item": f"{SITE}/events/"},
        ],
    }


@given(st.text() | st.sampled_from(["</script>", "<!--", "<script>", "]]>", "\u2028", "&lt;", '"', "\\"]))
def test_block_holds_the_data_and_nothing_that_could_end_it(text: str) -> None:
    block = as_script({"name": text})
    match = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', block, re.DOTALL)
    assert match
    assert json.loads(match[1]) == {"name": text}


def test_offset_is_that_of_the_day() -> None:
    winter = event(zone="Europe/Vienna")
    lines = [item(str(month), zone="Europe/Vienna", day=date(2017, month, 1)) for month in (1, 7)]
    starts = [datetime.fromisoformat(data["startDate"]) for data in sub_events(*lines, zone=winter.zone)]
    assert [str(start.utcoffset()) for start in starts] == ["1:00:00", "2:00:00"]
