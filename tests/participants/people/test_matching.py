"""Which cards a name may have, and which are found while one types."""

import pytest

from participants.models import PersonContact
from participants.people.earlier import earlier_participations
from participants.people.matching import Wanted, possible_cards
from participants.people.merging import merge_people
from participants.people.searching import cards_like
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tours.models import Person, PersonName
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def found(*names: str) -> list[list[tuple[str, bool]]]:
    by = rows.operator()
    wanted = [Wanted(name) for name in names]
    return [[(card.person.display_name, card.same_name) for card in cards] for cards in possible_cards(wanted, user=by)]


def test_name_is_found_in_any_order_and_script_and_as_part_of_a_longer_one() -> None:
    rows.person("Đorđe Čačak")
    rows.person("Đorđe Čačak Petrović")
    rows.person("Đorđe")
    cyrillic = rows.person("M. Petrović")
    PersonName.objects.create(person=cyrillic, text="Мира Петровић", language="sr", script="Cyrl")
    both = [("Đorđe Čačak", True), ("Đorđe Čačak Petrović", False)]
    assert found("CACAK Djordje", "Ђорђе Чачак", "Đorđe", "Mira Petrovic", "Ana", "") == [
        both,
        both,
        [("Đorđe", True)],
        [("M. Petrović", True)],
        [],
        [],
    ]


def test_name_of_a_merged_card_still_finds_the_kept_one() -> None:
    kept = rows.person("Ana Horvat")
    merge_people(kept, rows.person("Ana Babić"), by=rows.operator())
    assert found("Ana Babic") == [[("Ana Horvat", True)]]


def test_cards_of_a_shared_mailbox_come_after_those_of_the_name() -> None:
    by = rows.operator()
    ours = makers.delegation(makers.published_event(), by=by)
    mayor, other = makers.accepted(ours, by=by, name="Ana Horvat"), makers.accepted(ours, by=by, name="Ivo Babić")
    for row in (mayor, other):
        assert row.person
        PersonContact.objects.create(person=row.person, email="Office@example.org")
    [cards] = possible_cards([Wanted("Ivo Babić", "office@EXAMPLE.org")], user=by)
    assert [(card.person, card.same_name, card.same_email) for card in cards] == [
        (other.person, True, True),
        (mayor.person, False, True),
    ]
    editor = rows.colleague(RoleKind.EDITOR, at=ours.participation.event)
    [cards] = possible_cards([Wanted("Nobody Else", "office@example.org")], user=editor)
    assert cards == ()


def test_earlier_participations_are_those_that_the_user_sees_by_name_newest_first() -> None:
    by, card = rows.operator(), rows.person("Ana Horvat")
    old, new, proposed = (
        makers.published_event(title=title, starts=f"{year}-09-04", ends=f"{year}-09-08")
        for title, year in (("Old", 2015), ("New", 2016), ("Proposed", 2016))
    )
    for event, verb in ((old, makers.accepted), (new, makers.accepted), (proposed, makers.proposed)):
        verb(makers.delegation(event, by=by, city=rows.rijeka()), by=by, person=card)
    registrar, viewer = rows.colleague(RoleKind.REGISTRAR, at=old), rows.colleague(RoleKind.VIEWER, at=old)
    seen = [
        [(each.event.title, each.body) for each in earlier_participations([card.pk], user=user).get(card.pk, ())]
        for user in (by, registrar, viewer)
    ]
    assert seen == [[("New", "Rijeka"), ("Old", "Rijeka")], [("Old", "Rijeka")], []]
    assert [each.event for each in earlier_participations([card.pk], user=by, but=new)[card.pk]] == [old]


@pytest.mark.parametrize("typed", ["ana hor", "HOR a", "Хорв", "ána"])
def test_beginnings_of_words_find_a_card(typed: str) -> None:
    rows.person("Ana Horvat")
    rows.person("Susana Thor")
    assert [card.person.display_name for card in cards_like(typed, user=rows.operator())] == ["Ana Horvat"]


@pytest.mark.parametrize("count", [3, 300])
def test_at_most_ten_cards_are_found_at_the_same_cost(count: int) -> None:
    by = rows.operator()
    Person.objects.bulk_create(Person(display_name=f"Primer Broj{number:03}") for number in range(count))
    with asked() as seen:
        cards = cards_like("primer", user=by)
    assert [card.person.display_name for card in cards] == [f"Primer Broj{at:03}" for at in range(min(count, 10))]
    assert seen.queries == 4
