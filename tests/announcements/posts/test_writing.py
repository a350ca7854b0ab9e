from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from announcements.drafting import DraftKind
from announcements.models import OldAddress, Post, PostWord, PostWordForm, State
from announcements.posts.writing import delete_post, draft_post, publish_post, save_post, unpublish_post
from tests.announcements.makers import closed_event, post, published_event, published_post, writer
from tests.factories import rows
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Event, PublishedEvent, Theme
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


def marks(*events: Event) -> list[datetime]:
    """The moments on which the entity tags of the events' pages depend."""
    return [PublishedEvent.objects.get(event=event).changed_at for event in events]


def test_draft_is_written_from_the_current_edition() -> None:
    theme = Theme.objects.create(programme=rows.programme(), name="Municipal finance", slug="municipal-finance")
    event = rows.full_event(title="Smart City Week")
    event.themes.add(theme)
    edition = rows.publish(event)
    Event.objects.filter(pk=event.pk).update(title="Not yet published")
    made = draft_post(event, kind=DraftKind.ATTENDING)
    made.refresh_from_db()
    assert (made.title, made.slug) == ("UPP cities at the Smart City Week", "upp-cities-at-the-smart-city-week")
    assert (made.dateline, made.byline, made.language) == (
        "Seoul, 4–8 September 2017",
        "Urban Partnership Program",
        "en",
    )
    assert made.body.startswith("Two representatives, one each from Rijeka (Croatia) and Belgrade (Београд, Serbia),")
    assert made.summary == (
        "Two representatives, one each from Rijeka and Belgrade, will attend the Smart City Week, a study tour in Seoul,"
        " from Monday 4 to Friday 8 September 2017."
    )
    assert (made.state, made.published_on, made.event, made.edition) == (State.DRAFT, None, event, edition)
    assert list(made.themes.all()) == [theme]


def test_drafting_twice_gives_two_addresses() -> None:
    event = published_event(title="Week")
    first, second = (draft_post(event, kind=DraftKind.ATTENDING) for _ in range(2))
    assert (first.slug, second.slug) == ("upp-cities-at-the-week", "upp-cities-at-the-week-2")


def test_draft_of_a_change_compares_the_last_two_standing_editions_that_differ() -> None:
    event, by = rows.full_event(items=1), rows.coordinator()
    rows.publish(event)
    item = event.items.get()
    item.room = "Hall 2"
    item.save()
    rows.publish(event)
    item.room = "Hall 9"
    item.save()
    withdraw(rows.publish(event), by=by)
    made = draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
    assert made.body.split("\n\n")[1] == (
        "The session “Item 0” on Monday 4 September moves from KINTEX, Goyang, to Hall 2, KINTEX, Goyang."
    )
    assert made.edition is not None
    assert made.edition.number == 4


def test_a_public_post_tells_nothing_of_what_only_participants_could_read() -> None:
    event = rows.full_event(items=2)
    rows.publish(event)
    first, second = event.items.order_by("pk")
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS, title="A closed title")
    AgendaItem.objects.filter(pk=first.pk).update(title="A closed session", room="A closed room")
    rows.publish(event)
    Event.objects.filter(pk=event.pk).update(access=Access.PUBLIC, title="An open title")
    AgendaItem.objects.filter(pk=first.pk).update(title=first.title, room="")
    AgendaItem.objects.filter(pk=second.pk).update(room="Hall 2")
    rows.publish(event)
    made = draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
    assert "to Hall 2, KINTEX, Goyang." in made.body
    assert "closed" not in f"{made.title} {made.slug} {made.dateline} {made.summary} {made.body}"


def test_the_first_public_version_has_none_before_it() -> None:
    event = closed_event()
    Event.objects.filter(pk=event.pk).update(access=Access.PUBLIC)
    rows.publish(event)
    with pytest.raises(ValidationError, match="only one published version"):
        draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)


def test_a_post_for_participants_compares_all_that_they_could_read() -> None:
    event = rows.full_event(items=1)
    rows.publish(event)
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS)
    event.items.update(room="Hall 2")
    rows.publish(event)
    made = draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
    assert "to Hall 2, KINTEX, Goyang." in made.body


def test_event_without_edition_gives_no_draft() -> None:
    with pytest.raises(ValidationError, match="Publish the event first") as refusal:
        draft_post(rows.event(), kind=DraftKind.ATTENDING)
    assert refusal.value.code == "no_edition"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(DraftKind.WHAT_HAPPENED, "has a report"), (DraftKind.PROGRAMME_CHANGED, "only one published version")],
)
def test_nothing_to_tell_is_said(kind: DraftKind, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason) as refusal:
        draft_post(published_event(), kind=kind)
    assert refusal.value.code == "nothing_to_tell"
    assert not Post.objects.exists()


def test_longest_title_of_an_event_is_cut_to_fit() -> None:
    event = published_event(title="Week " * 40)
    for kind in (DraftKind.ATTENDING, DraftKind.PROGRAMME_PUBLISHED):
        assert len(draft_post(event, kind=kind).title) <= 300


@pytest.mark.parametrize(
    ("dated", "on", "expected"),
    [
        (None, date(2017, 8, 30), date(2017, 8, 30)),
        (date(2017, 10, 18), None, date(2017, 10, 18)),
        (date(2017, 10, 18), date(2017, 8, 30), date(2017, 8, 30)),
        (None, None, timezone.localdate()),
    ],
)
def test_publishing_dates_the_post(dated: date | None, on: date | None, expected: date) -> None:
    by = rows.coordinator()
    made = publish_post(post(published_on=dated), by=by, on=on)
    made.refresh_from_db()
    assert (made.state, made.published_on, made.published_by) == (State.PUBLISHED, expected, by)


def test_publishing_twice_is_refused() -> None:
    made = post(title="News")
    publish_post(made, by=rows.coordinator())
    with pytest.raises(ValidationError) as refusal:
        publish_post(made, by=rows.coordinator(), on=date(2017, 8, 30))
    assert refusal.value.messages == ["“News” is published already."]


def test_post_taken_back_is_a_draft_that_keeps_its_date() -> None:
    by = writer()
    made = publish_post(post(), by=by, on=date(2017, 8, 30))
    taken = unpublish_post(made, by=by)
    taken.refresh_from_db()
    assert (taken.state, taken.published_on, taken.published_by) == (State.DRAFT, date(2017, 8, 30), None)
    again = publish_post(taken, by=by)
    assert (again.state, again.published_on, again.published_by) == (State.PUBLISHED, date(2017, 8, 30), by)


def test_draft_is_not_taken_back() -> None:
    with pytest.raises(ValidationError) as refusal:
        unpublish_post(post(title="News"), by=writer())
    assert refusal.value.messages == ["“News” is a draft already."]


def test_post_is_taken_back_by_those_alone_who_may_edit_it() -> None:
    made = published_post()
    with pytest.raises(Post.DoesNotExist):
        unpublish_post(made, by=rows.stranger())
    assert Post.objects.published().get() == made


def test_taking_back_keeps_what_was_saved_meanwhile_and_reaches_search_and_the_event() -> None:
    event = published_event()
    stale = published_post(title="Old", body="", event=event)
    Post.objects.filter(pk=stale.pk).update(title="Скопје")
    before = marks(event)
    assert unpublish_post(stale, by=rows.coordinator()).title == "Скопје"
    assert words(stale) == {"skopje"}
    assert before < marks(event)


def test_publishing_keeps_what_was_saved_meanwhile() -> None:
    stale = post(title="Old")
    Post.objects.filter(pk=stale.pk).update(title="New")
    assert publish_post(stale, by=rows.coordinator()).title == "New"


def test_the_page_of_the_event_learns_of_its_posts() -> None:
    event, other = published_event(), published_event()
    made = post(event=event)
    seen = [marks(event, other)]
    publish_post(made, by=rows.coordinator())
    seen.append(marks(event, other))
    made.refresh_from_db()
    made.event = other
    save_post(made)
    seen.append(marks(event, other))
    delete_post(made)
    seen.append(marks(event, other))
    assert [[was != now for was, now in zip(*pair, strict=True)] for pair in pairwise(seen)] == [
        [True, False],
        [True, True],
        [False, True],
    ]
    assert not Post.objects.exists()


def test_saving_checks_the_rules() -> None:
    made = published_post()
    made.published_on = None
    with pytest.raises(ValidationError, match="has a date"):
        save_post(made)


def test_post_without_event_is_saved_and_deleted_too() -> None:
    made = Post(title="News", body="x")
    save_post(made)
    assert Post.objects.get().slug == "news"
    delete_post(made)
    assert not Post.objects.exists()


def _publish(made: Post) -> None:
    publish_post(made, by=rows.coordinator())


def _unpublish(made: Post) -> None:
    Post.objects.filter(pk=made.pk).update(state=State.PUBLISHED, published_on=date(2017, 8, 30))
    unpublish_post(made, by=rows.coordinator())


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite locks the database as a whole")
@pytest.mark.parametrize(
    ("verb", "then"),
    [(save_post, []), (delete_post, []), (_publish, []), (_unpublish, ["announcements_oldaddress"])],
)
def test_events_are_locked_before_their_posts(verb: Callable[[Post], object], then: list[str]) -> None:
    """As redaction does, which blanks an event's editions and then its posts: otherwise the two wait for each other."""
    made = post(event=published_event())
    made.event = published_event()
    with CaptureQueriesContext(connection) as queries:
        verb(made)
    locks = [
        query["sql"].partition(' FROM "')[2].partition('"')[0] for query in queries if "FOR UPDATE" in query["sql"]
    ]
    assert list(dict.fromkeys(locks)) == ["tours_event", "announcements_post", "tours_lastchange", *then]


def test_what_happened_is_not_told_before_the_event_begins() -> None:
    event = rows.event(starts=date(2099, 9, 4), ends=date(2099, 9, 8))
    rows.item(event, report="It will have been good.")
    rows.publish(event)
    with pytest.raises(ValidationError, match="The event has not begun, so nothing has happened yet."):
        draft_post(event, kind=DraftKind.WHAT_HAPPENED)
    assert not Post.objects.exists()


def words(made: Post) -> set[str]:
    return set(PostWord.objects.filter(post=made).values_list("word", flat=True))


def test_each_verb_writes_the_words_that_find_the_post() -> None:
    event, by = published_event(title="Smart City Week"), rows.coordinator()
    made = draft_post(event, kind=DraftKind.ATTENDING)
    assert {"smart", "rijeka", "urban"} <= words(made)
    made.title, made.summary, made.body, made.byline = "Скопје", "", "", ""
    save_post(made)
    assert words(made) == {"skopje"}
    Post.objects.filter(pk=made.pk).update(title="Shkodër")
    publish_post(made, by=by)
    assert words(made) == {"skoder"}
    assert set(PostWordForm.objects.values_list("word", flat=True)) == {"skoder"}
    delete_post(made)
    assert not PostWord.objects.exists()
    assert not PostWordForm.objects.exists()


def addresses() -> list[tuple[str, str]]:
    return list(OldAddress.objects.order_by("path").values_list("path", "post__title"))


def renamed(made: Post, slug: str) -> None:
    made.slug = slug
    save_post(made)


def test_address_that_a_published_post_had_leads_on_to_it() -> None:
    made = published_post(title="News", slug="first")
    renamed(made, "second")
    renamed(made, "third")
    save_post(made)
    assert addresses() == [("/news/first/", "News"), ("/news/second/", "News")]
    renamed(made, "first")
    assert addresses() == [("/news/second/", "News"), ("/news/third/", "News")]


def test_address_of_a_draft_was_never_known() -> None:
    made = post(title="News", slug="first")
    renamed(made, "second")
    made.slug = "third"
    made = publish_post(made, by=rows.coordinator())
    assert addresses() == []


def test_address_given_up_goes_to_the_post_that_takes_it_when_that_is_published() -> None:
    former = published_post(title="Former", slug="news")
    renamed(former, "former")
    taker = post(title="Taker", slug="other")
    renamed(taker, "news")
    assert addresses() == [("/news/news/", "Former")]
    taker = publish_post(taker, by=rows.coordinator())
    assert addresses() == []
    renamed(taker, "other")
    assert addresses() == [("/news/news/", "Taker")]


def test_address_of_a_post_taken_back_is_kept_for_when_it_is_published_under_another() -> None:
    by = writer()
    made = unpublish_post(published_post(title="News", slug="first"), by=by)
    renamed(made, "second")
    assert addresses() == [("/news/first/", "News")]
    publish_post(made, by=by)
    assert addresses() == [("/news/first/", "News")]


def test_address_of_a_post_taken_back_is_its_own_again_when_published() -> None:
    by = writer()
    made = unpublish_post(published_post(slug="first"), by=by)
    publish_post(made, by=by)
    assert addresses() == []


def test_words_of_drafts_are_offered_for_no_mistyped_word() -> None:
    made = post(title="Škodër")
    save_post(made)
    assert not PostWordForm.objects.exists()
    publish_post(made, by=rows.operator())
    assert PostWordForm.objects.filter(word="skoder").exists()
    unpublish_post(made, by=rows.operator())
    assert not PostWordForm.objects.exists()
