from datetime import date
from typing import Any

import pytest

from announcements.drafting import Draft, DraftKind, NothingToTell, draft
from tests.announcements.drafting.record import week
from tests.factories.values import RIJEKA, item
from tours.agenda.facts import Participation
from tours.vocabulary import EventState, Status

POST_OF_18_OCTOBER_2017 = Draft(
    title="What Rijeka and Belgrade did at the World Smart City Summit and Smart City Week",
    dateline="Seoul, 4–8 September 2017",
    summary="Two representatives, one each from Rijeka and Belgrade, attended the World Smart City Summit and Smart City"
    " Week, a study tour in Seoul, from Monday 4 to Friday 8 September 2017.",
    body="""\
Two representatives, one each from Rijeka (Croatia) and Belgrade (Београд / Beograd, Serbia), attended the \
World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea), from Monday 4 to Friday \
8 September 2017. Their participation was part of the World Bank - Austria Urban Partnership Program (UPP). The host was \
the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부). The study tour was supported by the World Bank \
Smart Cities Knowledge Silo Breaker (KSB) and the Korea – World Bank Partnership Facility (KWPF). Part of the study tour \
was held outside Seoul, at KINTEX (킨텍스) in Goyang.

The Ministry of Land, Infrastructure and Transport (MOLIT) opened the week. A keynote followed on urban transformation \
as an opportunity for economic prosperity in environmental sustainability.

Rijeka presented its Open Data Portal, iURBAN and mySMARTLife.

Belgrade presented the Beokom centre: an aggregation web portal with additional modules and mobile apps. At the business \
meetings Rijeka met Korea Water Resources (K-water).

The Smart Cities Innovation Summit Asia, on 6–8 September at KINTEX, brought together about 60 speakers from 16 countries \
on six topics.""",
)


def happened(*items: Any, **facts: Any) -> Draft:
    return draft(DraftKind.WHAT_HAPPENED, week(*items, **facts))


def test_the_post_of_18_october_2017_is_drafted_from_the_record() -> None:
    assert happened() == POST_OF_18_OCTOBER_2017


def test_event_without_cities_and_supporters_tells_what_it_has() -> None:
    text = happened(item(report="Cities met"), cities=(), supporters=())
    assert text.title == "What happened at the World Smart City Summit and Smart City Week"
    assert text.body == (
        "The World Bank - Austria Urban Partnership Program (UPP) took part in the World Smart City Summit and Smart City"
        " Week, a study tour in Seoul (서울, Republic of Korea), from Monday 4 to Friday 8 September 2017.\n\nCities met."
    )


def test_many_cities_are_counted_in_the_title() -> None:
    cities = tuple(Participation(city=RIJEKA, seats=number, taken=number) for number in range(1, 9))
    assert happened(cities=cities).title == "What eight cities did at the World Smart City Summit and Smart City Week"


def test_cities_that_sent_nobody_are_left_out() -> None:
    cities = (*week().event.cities[:1], Participation(city=week().event.host_city, seats=1))
    assert happened(cities=cities).title == "What Rijeka did at the World Smart City Summit and Smart City Week"


def test_a_cancelled_item_has_nothing_to_tell() -> None:
    with pytest.raises(NothingToTell, match="has a report"):
        happened(item(report="Nobody came.", status=Status.CANCELLED), item("item-2"))


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_an_event_that_did_not_take_place_has_nothing_to_tell(state: EventState) -> None:
    with pytest.raises(NothingToTell, match="postponed or cancelled"):
        happened(state=state)


def test_each_day_is_a_paragraph_and_a_blank_line_in_a_report_begins_another() -> None:
    reports = [(4, "The night was late."), (5, "The day was early.\n\nIt went on"), (5, "And ended.")]
    items = (item(f"item-{n}", day=date(2017, 9, day), order=n, report=text) for n, (day, text) in enumerate(reports))
    assert happened(*items).body.split("\n\n")[1:] == [
        "The night was late.",
        "The day was early.",
        "It went on. And ended.",
    ]
