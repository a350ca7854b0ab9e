import pytest

from accounts.change_lists.searching import with_words
from tests.factories import rows
from tours.models import AgendaItem, Event

pytestmark = pytest.mark.django_db
OF_EVENTS = ["title", "host_city__name", "host_city__country__name", "participating_cities__city__name"]
OF_ITEMS = ["title", "event__title", "parts__person__display_name"]


def found(text: str) -> list[str]:
    return [str(event) for event in Event.objects.filter(with_words(Event, OF_EVENTS, text)).order_by("title")]


def test_each_word_is_in_any_of_the_columns_and_no_row_comes_twice() -> None:
    week, talks = rows.event(title="Week"), rows.event(title="Talks", host_city=rows.belgrade())
    for city in (rows.rijeka(), rows.city("Rijswijk")):
        week.participating_cities.create(city=city)
    assert found("") == ["Talks", "Week"]
    assert found("e") == ["Talks", "Week"]  # of Week, by four columns
    assert found("week rij") == found("KOR rij") == ["Week"]
    assert found("talks rij") == found("nothing") == []
    assert found('"ek ri"') == []
    assert found(f"'{talks.host_city.name}'") == ["Talks"]


def test_items_are_found_by_the_people_of_their_parts() -> None:
    item = rows.item(rows.event(title="Week"), title="Opening")
    rows.speaker(item, "Đorđe Čačak")
    rows.item(item.event, title="Closing")
    for text in ("Čačak", "week open"):
        assert [str(row) for row in AgendaItem.objects.filter(with_words(AgendaItem, OF_ITEMS, text))] == ["Opening"]


def test_no_table_is_joined() -> None:
    """A join of tables gives a row for each name that is found, and the database then sorts all to leave out those that come twice."""
    statement = str(AgendaItem.objects.filter(with_words(AgendaItem, OF_ITEMS, "week")).query)
    assert " JOIN " not in statement
    assert statement.count(" IN (SELECT") == 3
