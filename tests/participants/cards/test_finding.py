"""Which cards a name may have."""

import pytest

from participants.cards.finding import Wanted, possible_cards, possible_cards_of
from participants.models import DelegateContact, PersonContact
from participants.nominations.proposing import propose
from participants.people.merging import merge_people
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tours.models import Appearance, Person, PersonName
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


def test_name_put_forward_is_found_by_its_own_mailbox_too() -> None:
    by = rows.operator()
    ours = makers.delegation(makers.published_event(), by=by)
    card = makers.accepted(ours, by=by, name="Ana Horvat").person
    assert card
    PersonContact.objects.create(person=card, email="ana@example.org")
    row, other = propose(ours, "Ana Babić", by=by), propose(ours, "Ivo Babić", by=by)
    DelegateContact.objects.create(delegate=row, email="Ana@example.org")
    DelegateContact.objects.create(delegate=other, whose="assistant", email="ana@example.org")
    found = possible_cards_of({row.pk: row.name, other.pk: other.name}, user=by)
    assert {key: [each.person for each in cards] for key, cards in found.items()} == {row.pk: [card], other.pk: []}


def test_card_is_told_from_another_by_its_other_names_and_the_last_event() -> None:
    by, card = rows.operator(), rows.person("Ana Horvat")
    PersonName.objects.create(person=card, text="Ана Хорват", language="sr", script="Cyrl")
    merge_people(card, rows.person("Ana Babić"), by=by)
    [[first]] = possible_cards([Wanted("Ana Horvat")], user=by)
    for title, year in (("Days", 2015), ("Week", 2016), ("Old", 2014)):
        event = makers.published_event(title=title, starts=f"{year}-09-04", ends=f"{year}-09-08")
        rows.appearance(event, card, position=f"Mayor {year}", city=rows.rijeka())
    [[then]] = possible_cards([Wanted("Ana Horvat")], user=by)
    assert (sorted(first.other_names), first.last, first.events) == (["Ana Babić", "Ана Хорват"], None, 0)
    assert then.in_words.partition("): ")[2] == "Mayor 2016, Rijeka, at Week"
    assert (then.events, first.in_words) == (3, f"Ana Horvat ({', '.join(first.other_names)})")
    viewer = rows.colleague(RoleKind.EDITOR, at=event)
    [[seen]] = possible_cards([Wanted("Ana Horvat")], user=viewer)
    assert (seen.last, seen.events) == (Appearance.objects.get(event=event), 1)


def test_nobody_costs_no_query() -> None:
    by = rows.operator()
    with asked() as seen:
        found = (possible_cards([], user=by), possible_cards_of({}, user=by))
    assert (found, seen.queries) == (([], {}), 0)


@pytest.mark.parametrize("count", [3, 300])
def test_cards_of_many_names_are_found_at_the_same_cost(count: int) -> None:
    by, before = rows.operator(), [rows.event(), rows.event()]
    people = Person.objects.bulk_create(Person(display_name=f"Primer Broj{number:03}") for number in range(count))
    Appearance.objects.bulk_create(Appearance(event=event, person=each) for event in before for each in people)
    with asked() as seen:
        found = possible_cards([Wanted(each.display_name, "office@example.org") for each in people], user=by)
    assert [[card.person for card in cards] for cards in found] == [[each] for each in people]
    assert (seen.queries, seen.rows()) == (3, 2 * count)
