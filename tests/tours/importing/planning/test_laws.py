"""The law of importing again: whatever the file holds, a draft made of it has nothing to be added, changed or gone."""

from datetime import time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from tests.tours.importing.makers import FRIDAY, MONDAY
from tours.importing.planning.comparing import end_of, status_of
from tours.importing.planning.plan import plan
from tours.importing.planning.values import DraftItem, DraftPart, Outcome, Row
from tours.importing.reading.values import NamedPerson, ReadItem
from tours.vocabulary import ItemKind, PersonRole

clocks = some.none() | some.builds(time, some.integers(8, 11), some.sampled_from([0, 30]))
words = some.sampled_from(["Coffee", "Visit to the depot", "Visit to the tram depot", "Ручак", "Talk by Ana", "кафа"])
people = some.builds(
    NamedPerson,
    some.sampled_from(["Ana Novak", "Đorđe Čačak", "Ivo"]),
    some.sampled_from([PersonRole.SPEAKER, PersonRole.GUIDE]),
)


@some.composite
def read_items(draw: some.DrawFn) -> ReadItem:
    start = draw(clocks)
    is_late = bool(start and draw(some.booleans()))
    return ReadItem(
        day=MONDAY + timedelta(days=draw(some.integers(0, 2))),
        start=start,
        end=time(1) if is_late else draw(some.sampled_from([None, time(12)])) if start else None,
        ends_next_day=is_late,
        title=draw(words),
        kind=draw(some.none() | some.sampled_from([ItemKind.BREAK, ItemKind.SITE_VISIT])),
        place=draw(some.sampled_from(["", "City Hall", "КИНТЕКС"])),
        people=tuple(draw(some.lists(people, max_size=2))),
        is_tentative=draw(some.booleans()),
        rest=draw(some.sampled_from(["", "Bring a passport.", "!"])),
    )


def drafted(item: ReadItem, number: int) -> DraftItem:
    """As an import writes it where there was nothing."""
    assert item.day
    end, ends_on = end_of(item, None)
    return DraftItem(
        uid=UUID(int=number),
        day=item.day,
        start=item.start,
        end=end,
        ends_on=ends_on,
        title=item.title,
        kind=item.kind or ItemKind.SESSION,
        status=status_of(item, None),
        place=item.place,
        summary=item.rest,
        parts=tuple(DraftPart(person.role, person.name) for person in item.people),
    )


@given(some.lists(read_items(), max_size=12))
def test_what_was_imported_is_all_there_when_it_comes_again(items: list[ReadItem]) -> None:
    rows = [Row(str(number), item) for number, item in enumerate(items)]
    draft = [drafted(item, number) for number, item in enumerate(items)]
    in_order = sorted(draft, key=lambda item: (item.day, item.start or time.min))
    made = plan(rows, in_order, MONDAY, FRIDAY)

    assert [row.outcome for row in made.rows] == [Outcome.SAME] * len(rows)
    assert (made.gone, [row.match for row in made.rows]) == ((), draft)
