"""The pieces that the feed of one edition keeps for the next, and that damage to them never shows."""

import hashlib
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.values import PUBLIC, Agenda, Audience
from tours.agenda.view import AgendaView, ItemView
from tours.calendar import pieces, programme_calendar
from tours.calendar.items import EventFacts, item_bytes
from tours.serving.feed_pieces import draw_feed, pieces_path
from tours.vocabulary import Level

ITEMS = values.many_items(20)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The UIDs of the items that are drawn from now on."""
    uids: list[str] = []

    def counted(item: ItemView, facts: EventFacts) -> bytes:
        uids.append(item.uid)
        return item_bytes(item, facts)

    monkeypatch.setattr(pieces, "item_bytes", counted)
    return uids


def first() -> Agenda:
    return values.published(*ITEMS)


def second() -> AgendaView:
    """The edition after `first`, in which item 7 has changed."""
    items = (*ITEMS[:7], values.item("item-7", room="Hall 2"), *ITEMS[8:])
    return public(values.published(*items, number=2, at=values.PUBLISHED_AT + timedelta(days=1), previous=first()))


def public(agenda: Agenda) -> AgendaView:
    return for_audience(agenda, PUBLIC)


def cold(view: AgendaView, settings: Settings) -> bytes:
    return programme_calendar(view, base_url=settings.BASE_URL, office=settings.OFFICE_EMAIL)


def test_feed_is_drawn_from_what_the_one_before_left(settings: Settings, drawn: list[str]) -> None:
    assert draw_feed(public(first())) == cold(public(first()), settings)
    drawn.clear()
    feed = draw_feed(second())
    assert drawn == ["item-7"]
    assert feed == cold(second(), settings)


def test_feed_leaves_nothing_of_what_it_did_not_use() -> None:
    draw_feed(public(first()))
    draw_feed(second())
    after_both = pieces_path(second()).read_bytes()
    pieces_path(second()).unlink()
    draw_feed(second())
    assert pieces_path(second()).read_bytes() == after_both


def test_feed_that_used_all_there_was_leaves_the_file_alone() -> None:
    draw_feed(public(first()))
    before = pieces_path(public(first())).stat()
    draw_feed(public(first()))
    assert pieces_path(public(first())).stat().st_ino == before.st_ino


def test_every_audience_event_and_site_has_pieces_of_its_own(settings: Settings) -> None:
    delegates = for_audience(first(), Audience(level=Level.DELEGATES, groups=("A",)))
    paths = {pieces_path(public(first())), pieces_path(delegates), pieces_path(values.view(uid="another"))}
    settings.BASE_URL = "https://elsewhere.example.org"
    assert len(paths | {pieces_path(public(first()))}) == 4


def checked(data: bytes) -> bytes:
    return hashlib.sha256(data).digest() + data


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "cut in the digest": lambda whole: whole[:20],
    "cut at the end": lambda whole: whole[:-1],
    "one octet changed": lambda whole: whole.replace(b"SUMMARY:", b"SUMMARY;", 1),
    "of another format": lambda _whole: checked(b"not what we wrote"),
    "of nothing": lambda _whole: checked(b""),
    "of other values": lambda _whole: checked(b"\x81\xa1a\x92\xa1b\x90"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_pieces_are_drawn_anew(settings: Settings, drawn: list[str], damage: Callable[[bytes], bytes]) -> None:
    draw_feed(public(first()))
    path = pieces_path(public(first()))
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    drawn.clear()
    assert draw_feed(public(first())) == cold(public(first()), settings)
    assert sorted(drawn[:20]) == sorted(item.uid for item in ITEMS)
    assert path.read_bytes() == whole


def test_pieces_that_cannot_be_read_are_drawn_anew(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    pieces_path(public(first())).mkdir(parents=True)
    assert draw_feed(public(first())) == cold(public(first()), settings)
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_full_disk_does_not_take_the_feed_down(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert draw_feed(public(first())) == cold(public(first()), settings)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert list(Path(settings.KEPT_DIR).rglob("*.pieces")) == []
