"""Laws that every draft obeys, whatever facts the event lacks and whatever its texts contain."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from announcements.drafting import Draft, DraftKind, NothingToTell, draft
from announcements.drafting.markdown import one_line
from backstage.text.safe_markdown import as_html
from tests.announcements.drafting.record import week, week_items
from tests.factories.values import KINTEX, PRISHTINA, PUBLISHED_AT, RIJEKA, SEOUL, line
from tours.agenda.facts import Note, Organisation, Participation, Place, Programme, Supporter
from tours.agenda.values import Line, Stamp
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import EventKind, ItemKind, OrganisationRole, Status

STAMP = Stamp(number=1, at=PUBLISHED_AT)
OUR_TAGS = {"p", "h2", "ul", "li", "strong"}


def some(*values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draws any of the values, in any order, or none."""
    return st.lists(st.sampled_from(values), max_size=len(values)).map(tuple)


ORGANISATIONS = (
    Organisation(name="Ministry of Transport", short_name="MoT"),
    Organisation(name="World Bank"),
    Organisation(name="NALAS", short_name="NALAS", names=SEOUL.names),
)
PARTIES = st.builds(
    Participation,
    city=st.sampled_from([RIJEKA, SEOUL, PRISHTINA]),
    seats=st.integers(0, 12),
    taken=st.integers(0, 12),
) | st.builds(Participation, organisation=st.sampled_from(ORGANISATIONS), taken=st.integers(0, 2))
EVENT_FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(EventKind)),
        "organised": st.booleans(),
        "summary": st.sampled_from(["", "A study tour.", "On how cities plan", "One.\n\nTwo"]),
        "programme": st.sampled_from(
            [Programme(name="Urban Partnership"), Programme(name="Partnership", short_name="UPP")]
        ),
        "purposes": some("Hear about projects", "Meet ICT companies.", " "),
        "practical": some(
            Note(heading="Time", body="UTC+9"), Note(heading="", body=""), Note(heading="Hotel", body=" ")
        ),
        "supporters": st.lists(
            st.builds(Supporter, organisation=st.sampled_from(ORGANISATIONS), role=st.sampled_from(OrganisationRole)),
            max_size=4,
        ).map(tuple),
        "cities": st.lists(PARTIES, max_size=4).map(tuple),
        "starts": st.dates(date(2017, 8, 28), date(2017, 9, 4)),
        "ends": st.dates(date(2017, 9, 4), date(2018, 1, 2)),
    }
)
LINES = st.builds(
    line,
    kind=st.sampled_from(list(ItemKind)[:-1]),
    start=st.sampled_from([None, line().start]),
    end=st.sampled_from([None, line().end]),
    day=st.dates(date(2017, 9, 4), date(2017, 9, 8)),
    room=st.sampled_from(["", "Room 5"]),
    place=st.sampled_from([None, KINTEX, Place(name="City Hall", city="Seoul"), Place(name="Somewhere")]),
    status=st.sampled_from(Status),
    title=st.sampled_from(["Talks", "What next?"]),
    summary=st.sampled_from(["", "On water."]),
    report=st.sampled_from(["", "Cities met", "They spoke.\n\nThey agreed!"]),
)


def items(lines: list[Line]) -> tuple[ItemView, ...]:
    """A third of the items are gone; no post may mention them."""
    return tuple(
        ItemView(
            uid=f"item-{number}", line=of, sequence=0, created=STAMP, changed=STAMP, told=STAMP, gone=number % 3 == 2
        )
        for number, of in enumerate(sorted(lines, key=lambda of: of.sort_key))
    )


@st.composite
def views(choose: Callable[[st.SearchStrategy[Any]], Any]) -> AgendaView:
    bare = week(**choose(EVENT_FACTS))
    return replace(bare, items=items(choose(st.lists(LINES, max_size=5))))


def every_draft(view: AgendaView, previous: AgendaView) -> list[Draft]:
    found = []
    for kind in DraftKind:
        with suppress(NothingToTell):
            found.append(draft(kind, view, previous=previous))
    return found


@given(views(), views())
def test_a_missing_fact_leaves_no_hole(view: AgendaView, previous: AgendaView) -> None:
    for text in every_draft(view, previous):
        for plain in (text.title, text.dateline, text.summary, text.body):
            assert not re.search(r"  |\(\s*\)|\( | \)|None|,\s*,|;\s*;| [,.;:]|\.\.|[{}]|“”|, \.", plain), plain
            assert plain.count("(") == plain.count(")")
            assert plain == plain.strip() != ""
        assert "*" not in text.summary, "only the body explains an asterisk"
        for block in re.split(r"\n+", text.body):
            assert block.startswith("## ") or re.search(r"([.!?;:]|; and)$", block), block


HOSTILE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("\\`*_[]()#+-.!<>&|~=:\n"),
    min_size=1,
    max_size=20,
).filter(str.strip) | st.sampled_from(
    ["[x](javascript:alert(1))", "<img src=x>", "# Heading", "`code`", "---", "> quote", "1. one\n2. two", "&lt;b&gt;"]
)


@given(st.lists(HOSTILE, min_size=9, max_size=9))
def test_a_text_of_the_record_is_never_markup(texts: list[str]) -> None:
    title, name, short, purpose, summary, heading, room, report, city = texts
    view = week(
        *(
            replace(of, revisions=tuple(_marked(revision, room, report, title) for revision in of.revisions))
            for of in week_items()
        ),
        title=title,
        programme=Programme(name=name, short_name=short),
        purposes=(purpose, purpose),
        summary=summary,
        practical=(Note(heading=heading, body=summary),),
        cities=(Participation(city=replace(RIJEKA, name=city), taken=1),),
    )
    for text in every_draft(view, week()):
        html = re.sub(r'<span lang="[\w-]+">|</span>', "", as_html(text.body))
        assert set(re.findall(r"<(\w+)", html)) <= OUR_TAGS
        assert not re.search(r"<\w+ ", html), "no tag has an attribute"
        words = one_line(unescape(re.sub(r"<[^>]*>", " ", html)))
        assert one_line(title) in words


def _marked(revision: Any, room: str, report: str, title: str) -> Any:
    return replace(revision, line=replace(revision.line, room=room, report=report, title=title))


@given(views())
def test_the_same_view_gives_the_same_draft(view: AgendaView) -> None:
    again = replace(view, stamp=replace(view.stamp, at=view.stamp.at + timedelta(days=400)))
    assert every_draft(view, view) == every_draft(again, again)
