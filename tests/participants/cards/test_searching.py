"""Which cards are found while one types."""

import pytest

from participants.cards.searching import cards_like
from tests.counting import asked
from tests.factories import rows
from tours.models import Person

pytestmark = pytest.mark.django_db


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
    assert seen.queries == 2


def test_whole_name_finds_the_card_with_a_shorter_one_after_those_that_begin_so() -> None:
    rows.person("Ana Horvat")
    rows.person("Ana Marija Horvatić")
    assert [card.person.display_name for card in cards_like("Ana Marija Horvat", user=rows.operator())] == [
        "Ana Marija Horvatić",
        "Ana Horvat",
    ]


@pytest.mark.parametrize("typed", ["", "!?", "Nobody"])
def test_nothing_is_found_by_what_names_nobody(typed: str) -> None:
    rows.person("Ana Horvat")
    assert cards_like(typed, user=rows.operator()) == []
