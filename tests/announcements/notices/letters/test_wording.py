"""The words of news: short enough to be read, and the same for mail, desk and chat."""

from dataclasses import replace
from datetime import date, time

from announcements.notices.concern.concerned import concerned
from announcements.notices.concern.news import News
from announcements.notices.concern.readers import Reader, ReaderKind
from announcements.notices.letters.wording import for_chat, said, subject_of
from tests.announcements.notices.concern.test_concerned import BEFORE, editions
from tests.factories import values
from tours.agenda.facts import Part
from tours.agenda.values import Audience, Item
from tours.vocabulary import EventState, Level, PersonRole

ANA = Reader(ReaderKind.DELEGATE, 1, Audience(level=Level.DELEGATES, groups=("A",)))
EVENT = values.event(title="Smart City Week")


def news(before: list[Item], now: list[Item], **facts: object) -> News:
    return concerned(*editions(before, now, facts), [ANA], at=BEFORE)[ANA]


def many(number: int, **facts: object) -> list[Item]:
    return [
        values.item(f"item-{each}", title=f"Item {each}", day=date(2017, 9, 4 + each % 4), start=time(9), **facts)
        for each in range(number)
    ]


def test_dozen_is_told_one_by_one() -> None:
    told = news(many(12), many(12, room="Gate 4"))
    assert [each.what for each in said(told, EVENT)] == ["Changed"] * 12
    assert subject_of(told, EVENT) == "Smart City Week: 12 changes for you"


def test_programme_that_follows_is_told_as_one() -> None:
    told = news([], many(13))
    assert said(told, EVENT) == [("New", "13 items", ("4–7 September 2017", "Read it on the page of the programme."))]
    assert subject_of(told, EVENT) == "Smart City Week: the programme is here"


def test_what_changed_stands_before_what_is_new_and_the_rest_is_counted() -> None:
    told = news(many(14), [*many(14, room="Gate 4"), values.item("new", title="Farewell")])
    assert [each.what for each in said(told, EVENT)] == [*["Changed"] * 12, "New", "Changed"]
    assert [each.title for each in said(told, EVENT)][12:] == ["1 item", "2 more items"]
    assert subject_of(told, EVENT) == "Smart City Week: 15 changes for you"


def test_text_for_a_chat_names_the_groups() -> None:
    before, now = (values.item(title="Visit", level=Level.DELEGATES, groups=("A",), room=room) for room in ("2", "4"))
    assert for_chat(news([before], [now]), EVENT, {"A": "First bus"}, "https://example.org/d/") == (
        "Smart City Week: the programme has changed\n\n"
        "Changed: Visit (First bus)\n"
        "Time: Monday 4 September 2017 10:00–11:00, Seoul time (UTC+9)\n"
        "Place: 2 -> 4\n\n"
        "https://example.org/d/\n"
    )


def test_called_off_stands_in_the_subject() -> None:
    told = news([], [], state=EventState.POSTPONED)
    assert subject_of(told, values.event(title="Smart City Week", state=EventState.POSTPONED)) == (
        "Smart City Week is postponed"
    )
    assert said(told, EVENT) == [("Changed", "State", ("Planned → Postponed",))]


def test_long_texts_are_not_told_word_by_word() -> None:
    told = news([values.item(summary="a" * 400)], [values.item(summary="b" * 400)])
    assert said(told, EVENT)[0].lines[-1] == "Description: changed; read it on the page of the programme"


def test_many_new_items_beside_others_are_changes() -> None:
    told = news([values.item("old")], [values.item("old"), *many(13)])
    assert subject_of(told, EVENT) == "Smart City Week: 13 changes for you"


def test_part_in_a_new_item_is_never_only_counted() -> None:
    speaker = values.person("Ana")
    items = [*many(13), values.item("mine", title="Ana speaks", parts=(Part(role=PersonRole.SPEAKER, person=speaker),))]
    told = concerned(*editions([], items), [replace(ANA, cards=frozenset({speaker.uid}))], at=BEFORE)
    [told_ana] = told.values()
    assert [(each.what, each.title) for each in said(told_ana, EVENT)] == [("New", "Ana speaks"), ("New", "13 items")]
