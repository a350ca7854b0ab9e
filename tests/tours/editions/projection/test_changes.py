"""The law of the projection: a new version writes what it changes, and the rows are those that rebuilding gives.

What the rows must be is written here by hand, and asked of no function of ours.
"""

import re
from datetime import date, time
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import Asked, asked
from tests.factories import rows, values
from tours.agenda.audiences import for_audience
from tours.agenda.facts import City, Document, Participation, Programme, Supporter
from tours.agenda.values import PUBLIC, Item, Line, Revision
from tours.agenda.view import AgendaView
from tours.editions.projection.parts import add_parts, delete_parts, part_rows, write_changes
from tours.editions.projection.writing import project
from tours.editions.withdrawing import withdraw
from tours.models import (
    AgendaItem,
    Event,
    PublishedCity,
    PublishedDocument,
    PublishedEvent,
    PublishedItem,
    PublishedOrganisation,
    PublishedTheme,
    PublishedWord,
    Theme,
)
from tours.vocabulary import Access, Level, OrganisationRole

pytestmark = pytest.mark.django_db

CITY_WORDS = {"seoul": {"seoul"}, "rijeka": {"rijeka"}, "belgrade": {"belgrade", "beograd"}}
COUNTRY_WORDS = {"seoul": {"republic", "of", "korea"}, "rijeka": {"croatia"}, "belgrade": {"serbia"}}
ITEM_WORDS = {"Opening": {"opening"}, "Отварање": {"otvaranje"}, "Said once": {"said", "once"}, "Room 5": {"room", "5"}}
FILE = Document(title="Brochure", digest="a" * 64, file_name="a.pdf", media_type="application/pdf", size=1)
ROLES = [(), (Supporter(organisation=values.WORLD_BANK, role=OrganisationRole.SUPPORTER),)]
lines = st.builds(
    Line,
    kind=st.just(values.line().kind),
    title=st.sampled_from(["Opening", "Отварање"]),
    day=st.sampled_from([date(2017, 9, 4), date(2017, 9, 5)]),
    start=st.sampled_from([None, time(10)]),
    zone=st.just("Asia/Seoul"),
    order=st.integers(0, 2),
    room=st.sampled_from(["", "Room 5"]),
    summary=st.sampled_from(["", "Said once"]),
    level=st.sampled_from([Level.PUBLIC, Level.PUBLIC, Level.STAFF]),
    documents=st.sampled_from([(), (FILE,)]),
)


class State(NamedTuple):
    """An event as one version has it."""

    title: str
    themes: tuple[str, ...]
    cities: tuple[City, ...]
    supporters: tuple[Supporter, ...]
    lines: dict[str, Line]

    @property
    def shown(self) -> list[tuple[str, Line]]:
        """The public items in the order of the agenda."""
        public = [(uid, line) for uid, line in self.lines.items() if line.level is Level.PUBLIC]
        return sorted(
            public, key=lambda each: (each[1].day, each[1].start or time(), each[1].order, each[1].title, each[0])
        )


states = st.builds(
    State,
    title=st.sampled_from(["Week", "Tour"]),
    themes=st.sampled_from([(), ("Water",), ("Air", "Water")]),
    cities=st.sampled_from([(), (values.RIJEKA,), (values.RIJEKA, values.BELGRADE)]),
    supporters=st.sampled_from(ROLES),
    lines=st.dictionaries(st.sampled_from("abcdef"), lines),
)


@given(st.lists(states, min_size=2, max_size=4))
@settings(max_examples=20)
def test_writing_changes_leaves_the_rows_that_the_last_version_has(history: list[State]) -> None:
    published, views = bare_row(), [view_of(state) for state in history]
    add_parts([part_rows(published, views[0])])
    for before, view in pairwise(views):
        write_changes(published, before, view)
    written = contents(published)
    assert written == expected(history[-1])
    delete_parts(published)
    add_parts([part_rows(published, views[-1])])
    assert contents(published) == written


def test_rows_of_an_event_that_closes_are_for_its_participants() -> None:
    event = rows.full_event(2)
    event.themes.add(Theme.objects.create(programme=event.programme, name="Transport", slug="transport"))
    rows.publish(event)
    event.access = Access.PARTICIPANTS
    event.save()
    rows.publish(event)
    kinds = (PublishedEvent, PublishedItem, PublishedOrganisation, PublishedCity, PublishedTheme)
    assert [set(kind._default_manager.values_list("access", flat=True)) for kind in kinds] == [{"participants"}] * 5
    event.access = Access.PUBLIC
    event.save()
    rows.publish(event)
    assert [set(kind._default_manager.values_list("access", flat=True)) for kind in kinds] == [{"public"}] * 5


def view_of(state: State) -> AgendaView:
    items = (Item(uid=uid, revisions=(Revision(line=line),)) for uid, line in state.lines.items())
    facts: dict[str, Any] = {
        "title": state.title,
        "summary": "",
        "programme": Programme(name="UPP"),
        "themes": state.themes,
        "cities": tuple(Participation(city=city, seats=1) for city in state.cities),
        "supporters": state.supporters,
    }
    return for_audience(values.published(*items, **facts), PUBLIC)


def bare_row() -> PublishedEvent:
    """The row of a published event whose parts are still to be written."""
    if not PublishedEvent.objects.exists():
        rows.publish(rows.event())
    published = PublishedEvent.objects.get()
    for part in (PublishedWord, PublishedItem, PublishedCity, PublishedTheme, PublishedOrganisation, PublishedDocument):
        part._default_manager.all().delete()
    return published


def contents(published: PublishedEvent) -> list[Any]:
    items = published.items.order_by("day", F("starts_at").asc(nulls_first=True), "pk")
    return [
        [(item.uid, item.title, item.day, item.starts_at is None, item.place, words(item.words)) for item in items],
        {city.slug: (city.takes_part, city.is_host, words(city.words)) for city in published.cities.all()},
        words(published.words.filter(item=None, city=None)),
        [theme.name for theme in published.themes.all()],
        [(row.role, row.short_name) for row in published.organisations.all()],
        [(row.item_uid, row.title) for row in published.documents.all()],
    ]


def words(found: Any) -> set[str]:
    return set(found.values_list("word", flat=True))


def expected(state: State) -> list[Any]:
    slugs = [values.SEOUL.slug, *(city.slug for city in state.cities)]
    return [
        [(uid, line.title, line.day, line.start is None, line.room, item_words(line)) for uid, line in state.shown],
        {slug: (slug != "seoul", slug == "seoul", CITY_WORDS[slug]) for slug in slugs},
        {state.title.lower(), "upp", *(theme.lower() for theme in state.themes)}.union(
            *(CITY_WORDS[slug] | COUNTRY_WORDS[slug] for slug in slugs),
            {"world", "bank", "smart", "cities", "ksb"} if state.supporters else set(),
        ),
        sorted(state.themes),
        [("supporter", "World Bank") for _each in state.supporters],
        [(uid, "Brochure") for uid, line in state.shown if line.documents],
    ]


def item_words(line: Line) -> set[str]:
    return set().union(*(ITEM_WORDS[text] for text in (line.title, line.summary, line.room) if text))


WRITE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")


def writes(seen: Asked) -> list[str]:
    """What is written into which table, and of words how many."""
    found = [(WRITE.match(sql), params) for sql, params in seen.statements]
    return [
        f"{match[1].split()[0]} {match[2]}"
        + (f" {len(params)}" if match[1] == "INSERT INTO" and "word" in match[2] else "")
        for match, params in found
        if match
    ]


OF_A_VERSION = ["INSERT tours_edition", "INSERT backstage_auditentry"]
OF_THE_EVENT = ["UPDATE tours_lastchange", "UPDATE tours_publishedevent"]
OF_ITS_ROW = ["UPDATE tours_event"]
"""It notes the edit that readers have now."""


@pytest.mark.parametrize("items", [2, 200])
def test_new_title_of_one_item_writes_that_item_and_its_words_alone(items: int) -> None:
    event, who = rows.full_event(items), rows.coordinator()
    rows.publish(event, by=who)
    AgendaItem.objects.filter(title="Item 1").update(title="Opening")
    others = set(PublishedItem.objects.exclude(title="Item 1").values_list("pk", flat=True))
    with asked() as seen:
        rows.publish(event, by=who)
    # Its words are: opening, kintex, goyang, dorde and cacak.
    of_the_item = [
        "DELETE tours_publishedword",
        "DELETE tours_publishedpart",
        "DELETE tours_publishedpresentation",
        "DELETE tours_publisheditem",
        "INSERT tours_publisheditem",
        "INSERT tours_publishedpart",
        "INSERT tours_publishedword 5",
        "DELETE tours_publicwordform",
        "INSERT tours_publicwordform 8",
    ]
    assert writes(seen) == [*OF_A_VERSION, *OF_THE_EVENT, *of_the_item, *OF_ITS_ROW]
    assert set(PublishedItem.objects.exclude(title="Opening").values_list("pk", flat=True)) == others
    assert len(others) == items - 1


def test_new_summary_of_the_event_writes_the_words_of_the_event_alone() -> None:
    event, who = rows.full_event(3, summary="Once"), rows.coordinator()
    rows.publish(event, by=who)
    before = PublishedWord.objects.filter(item=None, city=None).count()
    Event.objects.update(summary="Twice")
    with asked() as seen:
        rows.publish(event, by=who)
    of_words = [
        "DELETE tours_publishedword",
        f"INSERT tours_publishedword {before}",
        "DELETE tours_publicwordform",
        "INSERT tours_publicwordform 6",
    ]
    assert writes(seen) == [*OF_A_VERSION, *OF_THE_EVENT, *of_words, *OF_ITS_ROW]


def test_what_no_list_shows_writes_no_part() -> None:
    event, who = rows.full_event(3), rows.coordinator()
    rows.publish(event, by=who)
    Event.objects.update(conditions="Bring a passport.")
    with asked() as seen:
        rows.publish(event, by=who)
    assert writes(seen) == [*OF_A_VERSION, *OF_THE_EVENT, *OF_ITS_ROW]


def test_version_after_one_that_the_projection_does_not_show_rewrites_all() -> None:
    """As after a redaction that did not get to its end, or where rows were brought in from elsewhere."""
    event = rows.full_event(3)
    rows.publish(event)
    PublishedEvent.objects.update(digest="of something else")
    PublishedItem.objects.all().delete()
    Event.objects.update(conditions="Bring a passport.")
    rows.publish(event)
    assert PublishedItem.objects.count() == 3


def test_version_after_a_withdrawn_one_is_projected_as_rebuilding_does() -> None:
    event = rows.full_event(3)
    rows.publish(event)
    who = rows.coordinator()
    AgendaItem.objects.filter(title="Item 1").update(title="Opening")
    withdraw(rows.publish(event), by=who)
    AgendaItem.objects.filter(title="Item 2").delete()
    rows.publish(event)
    published = PublishedEvent.objects.get()
    written = contents(published)
    assert [item[1] for item in written[0]] == ["Item 0", "Opening"]
    project(event)
    assert contents(PublishedEvent.objects.get()) == written
