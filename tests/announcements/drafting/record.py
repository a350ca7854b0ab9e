"""The Smart City Week of 2017 as a view, from which both posts of 2017 are drafted."""

from datetime import date, time
from typing import Any

from tests.factories.values import BELGRADE, KINTEX, RIJEKA, SERBIA, item, view
from tours.agenda.facts import City, Name, Note, Organisation, Participation, Supporter
from tours.agenda.values import Item
from tours.agenda.view import AgendaView
from tours.vocabulary import ItemKind, OrganisationRole

BELGRADE_IN_FULL = City(
    slug="belgrade",
    name="Belgrade",
    country=SERBIA,
    names=(*BELGRADE.names, Name(text="Beograd", language="sr", script="Latn")),
)
MOLIT = Organisation(
    name="Ministry of Land, Infrastructure and Transport",
    short_name="MOLIT",
    names=(Name(text="국토교통부", language="ko", script="Hang"),),
)
SILO_BREAKER = Organisation(name="World Bank Smart Cities Knowledge Silo Breaker", short_name="KSB")
PARTNERSHIP_FACILITY = Organisation(name="Korea – World Bank Partnership Facility", short_name="KWPF")
PURPOSES = (
    "Hear about infrastructure development projects and their outcomes",
    "Exchange experience with other countries",
    "Interact with eGovernment practitioners",
    "Meet senior representatives of leading ICT companies that built smart-city solutions",
    "Explore replicating best practices",
    "Initiate multilateral cooperation between the government and IT industry of Korea and the participating countries",
)


def week(*items: Item, **facts: Any) -> AgendaView:
    """The public view, with the items of the week unless others are given."""
    record: dict[str, Any] = {
        "organised": False,
        "summary": "",
        "purposes": PURPOSES,
        "practical": (Note(heading="Time", body="Seoul is at UTC+9, seven hours ahead of the cities at home (UTC+2)"),),
        "supporters": (
            Supporter(organisation=MOLIT, role=OrganisationRole.HOST),
            Supporter(organisation=SILO_BREAKER, role=OrganisationRole.SUPPORTER),
            Supporter(organisation=PARTNERSHIP_FACILITY, role=OrganisationRole.SUPPORTER),
        ),
        "cities": (
            Participation(city=RIJEKA, seats=1, taken=1),
            Participation(city=BELGRADE_IN_FULL, seats=1, taken=1),
        ),
    }
    return view(*(items or week_items()), **(record | facts))


def week_items() -> tuple[Item, ...]:
    monday, tuesday, wednesday = date(2017, 9, 4), date(2017, 9, 5), date(2017, 9, 6)
    return (
        item(
            "opening",
            title="Opening of the week",
            day=monday,
            report="The Ministry of Land, Infrastructure and Transport (MOLIT) opened the week.",
        ),
        item(
            "keynote",
            kind=ItemKind.KEYNOTE,
            title="Urban transformation",
            day=monday,
            start=time(11, 0),
            end=time(12, 0),
            report="A keynote followed on urban transformation as an opportunity for economic prosperity in"
            " environmental sustainability",
        ),
        item(
            "presentations",
            title="Cities present",
            day=tuesday,
            report="Rijeka presented its Open Data Portal, iURBAN and mySMARTLife.\n\nBelgrade presented the Beokom"
            " centre: an aggregation web portal with additional modules and mobile apps.",
        ),
        item("lunch", kind=ItemKind.MEAL, title="Lunch", day=tuesday, start=time(12, 0), end=time(13, 0)),
        item(
            "business",
            kind=ItemKind.MEETING,
            title="Business meetings",
            day=tuesday,
            start=time(14, 0),
            end=None,
            report="At the business meetings Rijeka met Korea Water Resources (K-water).",
        ),
        item(
            "summit",
            title="Smart Cities Innovation Summit Asia",
            day=wednesday,
            start=None,
            end=None,
            ends_on=date(2017, 9, 8),
            place=KINTEX,
            report="The Smart Cities Innovation Summit Asia, on 6–8 September at KINTEX, brought together about 60"
            " speakers from 16 countries on six topics.",
        ),
    )
