"""Which items an audience finds in its agenda, where their addresses lead, and what asks the database."""

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows, values
from tests.isolation import plain_names
from tests.tours.serving.by_audience.makers import HOME, for_groups, group, mixed_event, read
from tours.agenda.values import Audience
from tours.models import PublishedEvent
from tours.serving.by_audience.days import day_fragment, outline, place_of_fragment, with_fragments
from tours.serving.by_audience.reading import Reading, reading
from tours.vocabulary import Level, Status

pytestmark = pytest.mark.django_db
MONDAY = date(2017, 9, 4)


def fragment(of: Reading, day: date = MONDAY) -> str:
    return plain_names(day_fragment(of, day).decode())


def titles(of: Reading) -> list[str]:
    return [item.title for day in outline(of).days for item in day.items]


@pytest.mark.parametrize(
    ("groups", "seen"),
    [
        ("", ["all", "delegates"]),
        ("A", ["A", "AB", "all", "delegates"]),
        ("B", ["AB", "B", "all", "delegates"]),
        ("AB", ["A", "AB", "B", "all", "delegates"]),
    ],
)
def test_each_delegate_reads_their_own_items(groups: str, seen: list[str]) -> None:
    event = mixed_event()
    rows.publish(event)
    mine = read(event, *groups)
    assert titles(mine) == seen
    html = fragment(mine)
    assert re.findall(r">([^<]+)</a>", html) == seen


def test_public_reads_what_is_for_everyone() -> None:
    event = mixed_event()
    rows.publish(event)
    assert titles(read(event, "A", level=Level.PUBLIC)) == ["all"]


def test_all_addresses_lead_below_home() -> None:
    event = mixed_event()
    rows.publish(event)
    mine = read(event, "A")
    links = re.findall(r'href="([^"]+)"', fragment(mine))
    assert sorted(links) == sorted(f"{HOME}items/{uid}/" for uid in outline(mine).uids)


def test_groups_that_no_item_uses_share_what_is_kept() -> None:
    event = mixed_event()
    unused = group(event, "C")
    rows.publish(event)
    assert read(event, "A", "C").audience == read(event, "A").audience
    assert read(event, "C").audience == Audience(level=Level.DELEGATES)
    assert str(unused.uid) not in read(event, "A", "C").output("x").facts[0]


def test_what_is_kept_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    event = mixed_event()
    for_groups(event, "A", title="Tuesday", day=date(2017, 9, 5))
    rows.publish(event)
    published = PublishedEvent.objects.get(event=event)
    groups = (str(group(event, "A").uid),)

    def pages() -> list[str]:
        mine = reading(published, Audience(level=Level.DELEGATES, groups=groups), home=HOME)
        return [fragment(mine, day.day) for day in outline(mine).days]

    with django_assert_num_queries(2):  # the groups in use, and the agenda once for all days
        first = pages()
    with django_assert_num_queries(0):
        assert pages() == first


def test_fragment_says_for_which_groups_an_item_is_and_its_state() -> None:
    event = rows.event()
    for_groups(event, "A", "B", title="Visit", status=Status.TENTATIVE)
    rows.publish(event)
    html = fragment(read(event, "A"))
    assert "Groups: A, B" in html
    assert '<span class="tag notice">To be confirmed</span>' in html


def test_items_that_the_last_version_changed_are_marked() -> None:
    event = rows.event()
    rows.item(event, title="Stays")
    moved = rows.item(event, title="Moves")
    rows.publish(event)
    assert "mark" not in fragment(read(event))
    moved.start, moved.end = time(12), time(13)
    moved.save()
    rows.item(event, title="Comes")
    rows.publish(event)
    html = fragment(read(event))
    assert marked(html) == [
        ("Comes", "<b>New in version 2</b>"),
        ("Moves", "<b>Changed in version 2</b>: was 10:00–11:00"),
    ]
    moved.title = "Moves on"
    moved.save()
    rows.publish(event, small=True)
    assert marked(fragment(read(event)))[-1] == ("Moves on", "<b>Changed in version 2</b>: was 10:00–11:00")


def marked(html: str) -> list[tuple[str, str]]:
    return re.findall(r'>([^<]+)</a></h3>\n<p class="mark">(.+)</p>', html)


GROUPS = st.sets(st.sampled_from("ABC"))


@given(lines=st.lists(st.tuples(st.sampled_from(Level), GROUPS), max_size=6), mine=GROUPS)
def test_delegate_reads_exactly_what_is_for_them(lines: list[tuple[Level, set[str]]], mine: set[str]) -> None:
    items = [
        values.item(f"item-{number}", level=level, groups=tuple(sorted(groups)))
        for number, (level, groups) in enumerate(lines)
    ]
    audience = Audience(level=Level.DELEGATES, groups=tuple(sorted(mine)))
    agenda = values.published(*items)
    theirs = Reading(PublishedEvent(digest=f"{hash(agenda):064x}"[-64:]), audience, HOME)
    theirs.__dict__["agenda"] = agenda
    expected = {
        f"item-{number}"
        for number, (level, groups) in enumerate(lines)
        if level is Level.PUBLIC or (level is Level.DELEGATES and (not groups or groups & mine))
    }
    assert outline(theirs).uids == expected


def test_fragments_are_joined_where_the_page_has_their_places_and_titles_open_none() -> None:
    event = rows.event()
    rows.item(event, title="<!--items of 2017-09-05-->")
    rows.item(event, title="Tuesday", day=date(2017, 9, 5))
    rows.publish(event)
    mine = read(event)
    page = with_fragments(f"<p>{place_of_fragment(MONDAY)}</p>".encode(), mine).decode()
    assert (plain_names(page), "Tuesday" in page) == (f"<p>{fragment(mine)}</p>", False)
