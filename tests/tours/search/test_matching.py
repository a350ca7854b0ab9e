"""What search reads of words that many rows have."""

from datetime import date

import pytest

from tests.counting import asked
from tests.factories import rows
from tests.factories.many import many_events
from tests.tours.search.finding import NOBODY, published, titles
from tours.models import PublishedEvent, PublishedItem, PublishedWord
from tours.search.asked import Query
from tours.search.found import events_matching, found_events, found_items
from tours.search.matching import Found, first
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tours.search.matching.MOST_LOOKED_THROUGH", 5)


@pytest.mark.usefixtures("few_looked_through")
def test_of_a_common_word_the_newest_rows_are_looked_through_and_it_is_said() -> None:
    events = many_events(12)
    newest = [event.title for event in reversed(events[-5:])]
    found = found_events(Query("week"), NOBODY)
    assert (titles(found), found.is_cut) == (newest, True)
    items = found_items(Query("session"), NOBODY)
    assert (titles(items), items.is_cut) == ([f"Session 0 of {title}" for title in newest], True)
    assert first(items, 3) == Found(list(items.rows[:3]), 5, is_cut=True)


@pytest.mark.usefixtures("few_looked_through")
def test_rare_word_beside_a_common_one_finds_all() -> None:
    first_event = many_events(12)[0]
    for query in (first_event.title, f"wee {first_event.title.split()[1]}"):
        found = found_events(Query(query), NOBODY)
        assert (titles(found)[0], found.is_cut) == (first_event.title, False)
    assert (
        found_items(Query(f"session {first_event.title}"), NOBODY).rows[0].title == f"Session 0 of {first_event.title}"
    )


@pytest.mark.usefixtures("few_looked_through")
def test_row_with_several_words_that_begin_so_is_looked_through_once() -> None:
    for number in range(3):
        published(title=f"Wood woods wooden {number}")
    found = found_events(Query("woo"), NOBODY)
    assert (len(titles(found)), found.is_cut) == (3, False)


@pytest.mark.usefixtures("few_looked_through")
def test_whole_word_is_found_among_many_that_begin_so() -> None:
    many_events(12)
    published(title="Wee days")
    found = found_events(Query("wee"), NOBODY)
    assert (titles(found)[0], len(titles(found)), found.is_cut) == ("Wee days", 5, True)


@pytest.mark.usefixtures("few_looked_through")
def test_events_that_others_may_not_see_take_no_place_among_those_looked_through() -> None:
    published(title="Week of all", starts=date(2001, 1, 1), ends=date(2001, 1, 1))
    for _number in range(6):
        published(title="Week", access=Access.PARTICIPANTS)
    found = found_events(Query("week"), NOBODY)
    assert (titles(found), found.is_cut) == (["Week of all"], False)
    assert found_events(Query("week"), rows.coordinator()).is_cut


@pytest.mark.usefixtures("few_looked_through")
@pytest.mark.parametrize("many", [6, 30])
def test_common_words_cost_the_same_queries_and_rows_however_many_have_them(many: int) -> None:
    many_events(many, items=2)
    with asked() as seen:
        first(found_items(Query("session week"), NOBODY), 3)
    # Six keys for each of the words, five with the whole word, five that begin with it, three results and their number.
    assert (seen.queries, seen.rows()) == (6, 6 + 6 + 5 + 5 + 3 + 1)


@pytest.mark.parametrize("many", [3, 61])
def test_first_results_cost_two_queries_and_no_more_rows_than_are_shown(many: int) -> None:
    published()
    event = PublishedEvent.objects.get()
    items = PublishedItem.objects.bulk_create(
        PublishedItem(event=event, uid=f"uid-{number}", kind="session", title="Hall", day=event.starts)
        for number in range(many)
    )
    PublishedWord.objects.bulk_create(PublishedWord(event=event, item=item, word="hall") for item in items)
    with asked() as seen:
        found = first(found_items(Query("hall"), NOBODY), 10)
        assert {item.event.title for item in found.rows} == {event.title}
    assert (found.count, len(found.rows)) == (many, min(many, 10))
    # The keys of those with the word, the results, and their number if there are more.
    assert (seen.queries, seen.rows()) == ((2, 6) if many == 3 else (3, 72))


@pytest.mark.parametrize(("words", "number"), [("week", 12), ("week {}", 1), ("{} week", 1)])
def test_rows_of_common_words_are_asked_one_by_one_and_the_same_are_found(
    monkeypatch: pytest.MonkeyPatch, words: str, number: int
) -> None:
    titles = [event.title for event in reversed(many_events(12))]
    monkeypatch.setattr("tours.search.matching.MOST_READ", 3)
    asked = words.format(titles[0].split()[1])
    found = {str(event) for event in events_matching(PublishedEvent.objects.all(), asked)}
    assert found & set(titles) == set(titles[:number])


@pytest.mark.parametrize(("most", "steps"), [(30, 0), (3, 1)])
def test_words_of_common_rows_are_looked_up_and_not_read(
    monkeypatch: pytest.MonkeyPatch, most: int, steps: int
) -> None:
    monkeypatch.setattr("tours.search.matching.MOST_READ", most)
    many_events(11)
    found = str(events_matching(PublishedEvent.objects.all(), "week").query)
    assert (found.count("EXISTS"), found.count(" IN (SELECT")) == (steps, 1 - steps)
