from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given

from tests.factories import values
from tests.tours.calendar.readers import BASE_URL, OFFICE, programme, property_of
from tests.tours.editions.histories import AUDIENCES, histories, publish_all
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Programme
from tours.agenda.values import PUBLIC, Agenda, Item, Line
from tours.agenda.view import AgendaView
from tours.calendar import Feed, Piece, Pieces, programme_calendar, programme_feed
from tours.vocabulary import EventState, ItemKind

MARK = b"X-KNOWN:1\r\n"


def feed(view: AgendaView, known: Pieces | None = None) -> Feed:
    return programme_feed(view, known or {}, base_url=BASE_URL, office=OFFICE)


def marked(pieces: Pieces) -> Pieces:
    """Pieces that can be told from such as are drawn."""
    return {digest: Piece(MARK, piece.zones) for digest, piece in pieces.items()}


def next_edition(before: Agenda, *items: Item) -> AgendaView:
    at = values.PUBLISHED_AT + timedelta(days=1)
    return for_audience(values.published(*items, number=2, at=at, previous=before), PUBLIC)


@pytest.mark.slow
@given(histories)
def test_feed_of_every_edition_is_the_same_with_the_pieces_of_the_one_before(history: list[dict[str, Line]]) -> None:
    for audience in AUDIENCES:
        known: Pieces = {}
        for agenda in publish_all(history):
            view = for_audience(agenda, audience)
            drawn = feed(view, known)
            assert drawn.body == programme(view)
            assert drawn.pieces == feed(view).pieces
            known = drawn.pieces


@pytest.mark.slow
@given(histories)
def test_feed_is_the_same_whatever_other_pieces_are_known(history: list[dict[str, Line]]) -> None:
    views = [for_audience(agenda, audience) for agenda in publish_all(history) for audience in AUDIENCES]
    known = dict(chain.from_iterable(feed(view).pieces.items() for view in views))
    for view in views:
        assert feed(view, known) == feed(view)


def test_next_edition_draws_only_what_has_changed() -> None:
    items = values.many_items(200)
    before = values.published(*items)
    known = marked(feed(for_audience(before, PUBLIC)).pieces)
    changed, new = values.item("item-7", room="Hall 2"), values.item("new")  # and the last one is removed
    body = feed(next_edition(before, *items[:7], changed, *items[8:199], new), known).body
    assert body.count(MARK) == 198
    assert sorted(property_of(body, "UID")) == [":item-199", ":item-7", ":new"]


def test_feed_keeps_the_pieces_it_used_and_no_other() -> None:
    before = values.published(*values.many_items(3))
    known = feed(for_audience(before, PUBLIC)).pieces
    after = feed(next_edition(before, *values.many_items(2)), known).pieces
    assert (len(after), len(after.keys() & known.keys())) == (3, 2)  # the third is told as cancelled


def test_announcement_is_a_piece_too() -> None:
    whole = values.item("event", kind=ItemKind.EVENT, start=None, end=None)
    view = values.view(whole)
    assert view.announcement is not None
    assert len(feed(view).pieces) == 1
    assert feed(view, marked(feed(view).pieces)).body.count(MARK) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"slug": "another-week"},
        {"state": EventState.POSTPONED},
        {"programme": Programme(name="Another programme")},
    ],
)
def test_fact_of_the_event_that_entries_tell_draws_them_all_anew(facts: dict[str, Any]) -> None:
    known = marked(feed(values.view(*values.many_items(5))).pieces)
    view = values.view(*values.many_items(5), **facts)
    assert feed(view, known).body == programme(view)


def test_fact_of_the_event_that_no_entry_tells_draws_none_anew() -> None:
    known = marked(feed(values.view(*values.many_items(5))).pieces)
    assert feed(values.view(*values.many_items(5), title="Another title"), known).body.count(MARK) == 5


@pytest.mark.parametrize("site", [{"base_url": "https://elsewhere.example"}, {"office": "elsewhere@sojourn.example"}])
def test_another_site_draws_all_anew(site: dict[str, str]) -> None:
    view, site = values.view(*values.many_items(5)), {"base_url": BASE_URL, "office": OFFICE} | site
    known = marked(feed(view).pieces)
    assert programme_feed(view, known, **site).body == programme_calendar(view, **site)


def test_another_language_draws_all_anew() -> None:
    view = values.view(*values.many_items(5))
    known = marked(feed(view).pieces)
    with translation.override("de"):
        assert feed(view, known).body == programme(view)


def test_text_that_no_edition_can_hold_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        feed(values.view(values.item(title="\ud800")))
