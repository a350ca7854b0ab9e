import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from announcements.drafting import DraftKind
from announcements.models import Category, OldAddress, Post, PostViews, PostWord, State
from announcements.posts.writing import save_post
from tests.announcements.makers import post, published_event, published_post, writer
from tests.factories import rows
from tests.refusals import is_sign_in
from tests.tours.admin.pages import cells_of
from tours.models import Event, PublishedEvent
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
CHANGES = "/admin/announcements/post/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(rows.operator())
    return client


def form(**facts: Any) -> dict[str, Any]:
    return {"title": "News", "language": "en", "body": "Text.", "earlier_views": 0} | facts


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def buttons(browser: Client, page: str) -> list[str]:
    """The buttons that change the state of a post."""
    return re.findall(r'<input type="submit" name="(_(?:un)?publish)"', browser.get(page).content.decode())


def test_strangers_are_kept_out(client: Client) -> None:
    assert is_sign_in(client.get(CHANGES), CHANGES)
    client.force_login(rows.stranger())
    assert is_sign_in(client.get(CHANGES), CHANGES)


def test_a_post_is_written_with_a_slug_of_its_own(desk: Client) -> None:
    assert desk.post(f"{CHANGES}add/", form(title="Вести")).status_code == 302
    made = Post.objects.get()
    assert (made.slug, made.state) == ("vesti", State.DRAFT)


def test_list_is_searched_and_narrowed(desk: Client) -> None:
    post(title="Cities in Seoul")
    post(title="Other")
    published_post(title="Seoul, published")
    assert cells_of(desk.get(CHANGES, {"q": "seoul", "state__exact": "draft"}), "title") == ["Cities in Seoul"]


def test_list_tells_what_a_coordinator_looks_for(desk: Client) -> None:
    made = published_post(title="Told", event=published_event(title="Week"), earlier_views=6889)
    PostViews.objects.create(post=made, count=11)
    made.categories.set([Category.objects.create(name=name, slug=name.lower()) for name in ("Events", "News")])
    page = desk.get(CHANGES)
    columns = ("title", "published_on", "state", "of_event", "filed_under", "all_views")
    assert [cells_of(page, column) for column in columns] == [
        ["Told"],
        ["30 Aug 2017"],
        ["Published"],
        ["Week"],
        ["Events, News"],
        ["6900"],
    ]


@pytest.mark.parametrize("count", [3, 300])
def test_list_costs_the_same_for_any_number_of_posts(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    event = rows.event()
    category = Category.objects.create(name="News", slug="news")
    posts = Post.objects.bulk_create(Post(title="News", slug=f"news-{number}", event=event) for number in range(count))
    category.posts.set(posts)
    with django_assert_num_queries(11):
        response = desk.get(CHANGES)
    assert len(response.context["cl"].result_list) == min(count, 25)


def test_state_is_only_printed(desk: Client) -> None:
    page = desk.get(f"{CHANGES}{post().pk}/change/").content.decode()
    assert ('name="state"' in page, '<div class="readonly">Draft</div>' in page) == (False, True)


def test_posts_are_published_by_the_action(desk: Client) -> None:
    new, old = post(title="New"), published_post(title="Old")
    response = desk.post(CHANGES, {"action": "publish", "_selected_action": [new.pk, old.pk]}, follow=True)
    assert sorted(str(message) for message in response.context["messages"]) == [
        '“<a href="/news/new/">New</a>” is published.',
        "“Old” is published already.",
    ]
    assert list(Post.objects.published().values_list("title", flat=True).order_by("title")) == ["New", "Old"]


def test_editing_a_post_reaches_the_page_of_its_event(desk: Client) -> None:
    event = published_event()
    made = published_post(event=event, published_on=date(2017, 8, 30))
    before = PublishedEvent.objects.get(event=event)
    desk.post(f"{CHANGES}{made.pk}/change/", form(event=event.pk, published_on="2017-08-30", slug=made.slug))
    after = PublishedEvent.objects.get(event=event)
    assert Post.objects.get().title == "News"
    assert before.changed_at < after.changed_at


def test_a_published_post_cannot_lose_its_date(desk: Client) -> None:
    made = published_post()
    response = desk.post(f"{CHANGES}{made.pk}/change/", form(slug=made.slug))
    assert "A published post has a date." in response.content.decode()
    assert Post.objects.get().published_on == date(2017, 8, 30)


def test_a_drafted_post_cannot_lose_its_event(desk: Client) -> None:
    event = published_event()
    made = post(event=event, edition=event.editions.get())
    response = desk.post(f"{CHANGES}{made.pk}/change/", form(slug=made.slug, event=""))
    assert "stays with it" in response.content.decode()
    assert Post.objects.get().event == event


def test_posts_are_deleted_one_and_many(desk: Client) -> None:
    event = published_event()
    first, *others = (published_post(event=event) for _ in range(3))
    desk.post(f"{CHANGES}{first.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [made.pk for made in others], "post": "yes"}
    desk.post(CHANGES, chosen)
    assert not Post.objects.exists()


def test_a_category_is_written_with_a_slug_of_its_own(desk: Client) -> None:
    desk.post("/admin/announcements/category/add/", {"name": "Other Events", "position": 1})
    assert Category.objects.get().slug == "other-events"


def test_a_post_is_drafted_at_its_event_and_opened(desk: Client) -> None:
    event = published_event(title="Week")
    response = desk.post(
        "/admin/tours/event/", {"action": "draft_attending", "_selected_action": [event.pk]}, follow=True
    )
    made = Post.objects.get()
    assert (made.title, made.event) == ("UPP cities at the Week", event)
    assert response.request["PATH_INFO"] == f"{CHANGES}{made.pk}/change/"


def test_an_event_with_nothing_to_tell_says_so(desk: Client) -> None:
    published_event(title="Told")
    rows.event(title="Draft")
    chosen = {"action": "draft_programme_changed", "_selected_action": list(Event.objects.values_list("pk", flat=True))}
    response = desk.post("/admin/tours/event/", chosen, follow=True)
    assert sorted(str(message).split(".")[0] for message in response.context["messages"]) == [
        "Draft: This event has no published version that a post could be drafted from",
        "Told: There is only one published version, so nothing has changed",
    ]
    assert not Post.objects.exists()


@pytest.mark.parametrize("kind", DraftKind)
@pytest.mark.parametrize("role", [RoleKind.REGISTRAR, RoleKind.VIEWER])
def test_drafting_is_for_those_who_may_write_posts(client: Client, kind: DraftKind, role: RoleKind) -> None:
    event = published_event()
    client.force_login(rows.colleague(role, at=event))
    client.post("/admin/tours/event/", {"action": f"draft_{kind}", "_selected_action": [event.pk]})
    assert not Post.objects.exists()


def test_what_is_chosen_beyond_ones_role_is_told_and_left_alone(client: Client) -> None:
    mine, other = published_event(title="Mine"), published_event(title="Other")
    editor = rows.colleague(RoleKind.EDITOR, at=mine)
    rows.role(editor, RoleKind.VIEWER, at=other)
    client.force_login(editor)
    chosen = {"action": "draft_attending", "_selected_action": [mine.pk, other.pk]}
    response = client.post("/admin/tours/event/", chosen, follow=True)
    assert messages_of(response)[0] == "Other: your role does not allow it."
    assert [made.event for made in Post.objects.all()] == [mine]


def test_post_is_told_of_events_alone_whose_posts_one_may_write(client: Client) -> None:
    mine, seen, hidden = rows.event(), rows.event(), rows.event()
    editor = rows.colleague(RoleKind.EDITOR, at=mine)
    rows.role(editor, RoleKind.VIEWER, at=seen)
    client.force_login(editor)
    refused = "Select a valid choice. That choice is not one of the available choices."
    errors = []
    for event in (seen.pk, hidden.pk, ""):
        response = client.post(f"{CHANGES}add/", form(event=event))
        errors.append(response.context["adminform"].form.errors)
    assert errors == [{"event": [refused]}, {"event": [refused]}, {"event": ["This field is required."]}]
    assert client.post(f"{CHANGES}add/", form(event=mine.pk, _publish="1")).status_code == 302
    made = Post.objects.get()
    assert (made.event, made.state) == (mine, State.PUBLISHED)
    client.post(f"{CHANGES}{made.pk}/change/", form(event=seen.pk, slug="moved"))
    made.refresh_from_db()
    assert made.event == mine


def test_a_post_is_saved_and_published_from_its_own_page(desk: Client) -> None:
    draft = post(title="Before")
    page = f"{CHANGES}{draft.pk}/change/"
    assert buttons(desk, page) == ["_publish", "_publish"]  # above and below
    response = desk.post(page, form(title="After", slug="after", _publish="1"), follow=True)
    assert messages_of(response) == ['“<a href="/news/after/">After</a>” is published.']
    assert response.request["PATH_INFO"] == CHANGES
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("After", State.PUBLISHED)
    assert buttons(desk, page) == ["_unpublish", "_unpublish"]


def test_a_new_post_is_saved_and_published_at_once(desk: Client) -> None:
    page = f"{CHANGES}add/"
    assert buttons(desk, page) == ["_publish", "_publish"]
    response = desk.post(page, form(_publish="1"), follow=True)
    assert messages_of(response) == ['“<a href="/news/news/">News</a>” is published.']
    assert Post.objects.get().state == State.PUBLISHED


def test_a_title_is_told_as_text(desk: Client) -> None:
    response = desk.post(f"{CHANGES}add/", form(title="<b> & {x}", slug="b", _publish="1"), follow=True)
    assert messages_of(response) == ['“<a href="/news/b/">&lt;b&gt; &amp; {x}</a>” is published.']


def test_a_post_is_saved_and_taken_back_from_its_own_page(desk: Client) -> None:
    made = published_post(title="Before", slug="news")
    page = f"{CHANGES}{made.pk}/change/"
    sent = form(title="After", slug="news", published_on="2017-08-30", _unpublish="1")
    response = desk.post(page, sent, follow=True)
    assert messages_of(response) == ["“After” is a draft again: readers no longer see it."]
    made.refresh_from_db()
    assert (made.title, made.state, made.published_on) == ("After", State.DRAFT, date(2017, 8, 30))
    assert desk.get("/news/news/").status_code == 404
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")][-1] == "Taken back to draft."


def test_posts_are_taken_back_by_the_action(desk: Client) -> None:
    new, old = post(title="New"), published_post(title="Old")
    response = desk.post(CHANGES, {"action": "unpublish", "_selected_action": [new.pk, old.pk]}, follow=True)
    assert sorted(messages_of(response)) == [
        "“New” is a draft already.",
        "“Old” is a draft again: readers no longer see it.",
    ]
    assert not Post.objects.published().exists()


def test_posts_are_taken_back_by_those_who_may_change_them(client: Client) -> None:
    made = published_post()
    client.force_login(writer(RoleKind.VIEWER))
    page = f"{CHANGES}{made.pk}/change/"
    assert buttons(client, page) == []
    client.post(CHANGES, {"action": "unpublish", "_selected_action": [made.pk]})
    client.post(page, form(slug=made.slug, _unpublish="1"))
    made.refresh_from_db()
    assert made.state == State.PUBLISHED


def test_taking_back_asks_for_the_token_of_the_page() -> None:
    browser, made = Client(enforce_csrf_checks=True), published_post()
    browser.force_login(rows.operator())
    sent = form(slug=made.slug, published_on="2017-08-30", _unpublish="1")
    assert browser.post(f"{CHANGES}{made.pk}/change/", sent).status_code == 403
    made.refresh_from_db()
    assert made.state == State.PUBLISHED


def test_deleting_a_post_asks_without_the_words_of_search(desk: Client) -> None:
    made = post(title="Post word: told", body="Unmistakable.")
    save_post(made)
    old = OldAddress.objects.create(post=made, path="/old/")
    one = desk.get(f"{CHANGES}{made.pk}/delete/")
    many = desk.post(CHANGES, {"action": "delete_selected", "_selected_action": [made.pk]})
    link = f'Post: <a href="{CHANGES}{made.pk}/change/">Post word: told</a>'
    lost = [f'Old address: <a href="/admin/announcements/oldaddress/{old.pk}/change/">/old/</a>']
    assert one.context["deleted_objects"] == [link, lost]
    assert many.context["deletable_objects"] == [[link, lost]]
    counts = [[(str(name), count) for name, count in page.context["model_count"]] for page in (one, many)]
    assert counts == [[("posts", 1), ("old addresses", 1)]] * 2
    desk.post(f"{CHANGES}{made.pk}/delete/", {"post": "yes"})
    assert not PostWord.objects.exists()


def test_times_of_a_post_are_told_by_24_hours_with_their_zone(desk: Client) -> None:
    made = post()
    at = datetime(2026, 11, 23, 16, 41, tzinfo=UTC)
    Post.objects.filter(pk=made.pk).update(created_at=at, updated_at=at + timedelta(hours=5))
    html = desk.get(f"{CHANGES}{made.pk}/change/").content.decode()
    times = re.findall(r'<div class="readonly">(23 Nov[^<]*)</div>', html)
    assert times == ["23 Nov 2026, 16:41 UTC", "23 Nov 2026, 21:41 UTC"]


def test_page_says_whom_the_event_hides_a_post_from(desk: Client) -> None:
    field = desk.get(f"{CHANGES}add/").context["adminform"].form.fields["event"]
    assert str(field.help_text) == "People who may not see the event's page will not see the post."


def test_page_names_who_published_and_leads_to_nobodys_account(client: Client) -> None:
    event = rows.event()
    boss = rows.operator()
    found = published_post(event=event, published_by=boss)
    client.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    page = client.get(f"{CHANGES}{found.pk}/change/").content.decode()
    assert f'<div class="readonly">{boss}</div>' in page
    assert "/admin/accounts/user/" not in page
