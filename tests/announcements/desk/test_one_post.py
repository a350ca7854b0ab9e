"""One post at the desk: written, looked at, published now or later, taken back and deleted."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from announcements.models import Category, Post, State
from announcements.posts.scheduling import schedule_post
from tests.announcements.makers import post, published_post, writer
from tests.factories import rows
from tours.editions.redaction.redacting import redact_text
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
NEW = "/desk/posts/new/"


def page_of(made: Post) -> str:
    return reverse("announcements:desk_post", args=[made.pk])


def typed(**facts: Any) -> dict[str, Any]:
    return {"title": "News", "language": "en", "body": "Text.", "then": "save"} | facts


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


@pytest.fixture
def event() -> Event:
    return rows.event(title="Week", slug="week")


@pytest.fixture
def desk(client: Client, event: Event) -> Client:
    client.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    return client


@pytest.fixture
def draft(event: Event) -> Post:
    return post(title="Cities", event=event, byline="UPP")


def test_post_is_corrected_and_saved(desk: Client, draft: Post) -> None:
    category = Category.objects.create(name="News", slug="news")
    answer = desk.post(page_of(draft), typed(about="week", slug="cities", categories=[category.pk]))
    draft.refresh_from_db()
    assert messages_of(answer) == ["“News” is saved."]
    assert (draft.title, draft.body, draft.byline, draft.state) == ("News", "Text.", "", State.DRAFT)
    assert (list(draft.categories.all()), draft.words.filter(word="news").count()) == ([category], 1)


def test_post_of_an_event_begins_in_the_name_of_its_programme(desk: Client, event: Event) -> None:
    address = reverse("announcements:desk_write_post", args=[event.uid])
    form = desk.get(address).context["form"]
    assert (form["byline"].value(), form["about"].value()) == ("Urban Partnership Program", "week")
    desk.post(address, typed(about="week"))
    made = Post.objects.get()
    assert (made.title, made.event, made.state) == ("News", event, State.DRAFT)


def test_preview_shows_what_is_typed_and_saves_nothing(desk: Client, draft: Post) -> None:
    answer = desk.post(page_of(draft), typed(about="week", body="## Purposes\n\n- meet in 서울", then="preview"))
    page = answer.content.decode()
    assert (answer.status_code, "<h2>Purposes</h2>" in page, "서울</textarea>" in page) == (200, True, True)
    draft.refresh_from_db()
    assert draft.title == "Cities"


def test_preview_comes_alone_for_a_script(desk: Client, draft: Post) -> None:
    sent = typed(about="week", body="*Text*", then="preview")
    answer = desk.post(page_of(draft), sent, headers={"HX-Request": "true"})
    assert next(template.name for template in answer.templates) == "announcements/desk/_post_preview.html"
    assert ("<em>Text</em>" in answer.content.decode(), "<form" in answer.content.decode()) == (True, False)


def test_new_post_is_looked_at_before_it_is_saved(desk: Client, event: Event) -> None:
    answer = desk.post(reverse("announcements:desk_write_post", args=[event.uid]), typed(title="", then="preview"))
    assert ("<p>Text.</p>" in answer.content.decode(), Post.objects.count()) == (True, 0)


def test_post_is_saved_and_published_by_one_button(desk: Client, draft: Post) -> None:
    answer = desk.post(page_of(draft), typed(about="week", then="publish"))
    draft.refresh_from_db()
    assert messages_of(answer) == ["“News” is published."]
    assert (draft.state, draft.title, draft.published_by) == (State.PUBLISHED, "News", answer.wsgi_request.user)


@time_machine.travel("2017-08-01T12:00Z", tick=False)
def test_post_is_scheduled_by_the_clocks_at_the_event(desk: Client, draft: Post) -> None:
    sent = typed(about="week", publish_day="2017-08-31", publish_time="08:30", then="schedule")
    answer = desk.post(page_of(draft), sent)
    draft.refresh_from_db()
    assert draft.scheduled_for == datetime(2017, 8, 30, 23, 30, tzinfo=UTC)
    assert messages_of(answer) == ["“News” will be published on 31 August 2017, 08:30 Seoul time (UTC+9)."]
    page = desk.get(page_of(draft))
    form = page.context["form"]
    assert (form["publish_day"].value(), str(form["publish_time"].value())) == (date(2017, 8, 31), "08:30:00")
    assert "By the clocks at the event: Seoul time (UTC+9)." in page.content.decode()


@time_machine.travel("2027-03-01T12:00Z", tick=False)
@pytest.mark.parametrize(
    ("when", "refusal"),
    [
        (
            {},
            {
                "publish_day": ["Say when the post is to be published."],
                "publish_time": ["Say when the post is to be published."],
            },
        ),
        ({"publish_day": "2027-03-02"}, {"publish_time": ["Say when the post is to be published."]}),
        ({"publish_day": "2027-03-02", "publish_time": "noon"}, {"publish_time": ["Write a time as 09:30."]}),
        (
            {"publish_day": "2027-02-01", "publish_time": "09:30"},
            {"__all__": ["Choose a moment in the future, or publish it now."]},
        ),
        (
            {"publish_day": "2027-03-28", "publish_time": "02:30"},
            {"publish_time": ["Clocks are set forward then, and skip this time. Choose another one."]},
        ),
    ],
)
def test_moment_that_cannot_be_is_refused_and_what_was_typed_stays(
    client: Client, when: dict[str, str], refusal: dict[str, list[str]]
) -> None:
    event = rows.event(zone="Europe/Berlin", slug="berlin")
    made = post(title="Cities", event=event)
    client.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    answer = client.post(page_of(made), typed(about="berlin", then="schedule", **when))
    made.refresh_from_db()
    assert (answer.status_code, errors_of(answer), made.title) == (400, refusal, "Cities")
    assert answer.context["form"]["title"].value() == "News"


def test_schedule_is_taken_away(desk: Client, draft: Post) -> None:
    schedule_post(draft, at=datetime(2090, 8, 30, tzinfo=UTC), by=rows.operator())
    answer = desk.post(page_of(draft), typed(about="week", then="unschedule"))
    draft.refresh_from_db()
    assert (messages_of(answer), draft.scheduled_for) == (["“News” is no longer scheduled."], None)


def test_saving_leaves_a_schedule_as_it_is(desk: Client, draft: Post) -> None:
    at = datetime(2090, 8, 30, tzinfo=UTC)
    schedule_post(draft, at=at, by=rows.operator())
    desk.post(page_of(draft), typed(about="week"))
    draft.refresh_from_db()
    assert (draft.title, draft.scheduled_for) == ("News", at)


def test_published_post_is_taken_back(desk: Client, event: Event) -> None:
    made = published_post(title="Told", event=event)
    sent = typed(about="week", then="take_back", published_on="2017-08-30")
    answer = desk.post(page_of(made), sent)
    made.refresh_from_db()
    assert messages_of(answer) == ["“News” is a draft again: readers no longer see it."]
    assert (made.state, made.published_on) == (State.DRAFT, date(2017, 8, 30))


def test_what_was_redacted_is_not_published_again(desk: Client, event: Event, draft: Post) -> None:
    rows.item(event, title="Item")
    rows.publish(event)
    redact_text(event, text="Item", by=rows.operator(), reason="asked for")
    answer = desk.post(page_of(draft), typed(about="week", title="Item 1", then="publish"))
    draft.refresh_from_db()
    assert (answer.status_code, [*errors_of(answer)], draft.state, draft.title) == (
        400,
        ["__all__"],
        State.DRAFT,
        "Cities",
    )


def test_old_form_is_refused_and_shows_what_both_have_typed(desk: Client, draft: Post) -> None:
    tag = desk.get(page_of(draft)).context["form"]["row_tag"].value()
    Post.objects.filter(pk=draft.pk).update(title="Of a colleague")
    answer = desk.post(page_of(draft), typed(about="week", body="Mine.", title="Cities", byline="UPP", row_tag=tag))
    form = answer.context["form"]
    assert (answer.status_code, form["title"].value(), form["body"].value()) == (400, "Of a colleague", "Mine.")
    draft.refresh_from_db()
    assert draft.body != "Mine."


def test_draft_is_deleted_after_a_question(desk: Client, event: Event, draft: Post) -> None:
    address = reverse("announcements:desk_delete_post", args=[draft.pk])
    assert (desk.get(address).status_code, Post.objects.count()) == (200, 1)
    answer = desk.post(address)
    assert (messages_of(answer), Post.objects.count()) == (["“Cities” is deleted."], 0)
    assert answer["Location"] == f"/desk/events/{event.uid}/posts/"


def test_draft_that_was_changed_since_its_deletion_was_asked_stays(desk: Client, draft: Post) -> None:
    address = reverse("announcements:desk_delete_post", args=[draft.pk])
    shown = desk.get(address).context["shown"]
    Post.objects.filter(pk=draft.pk).update(body="Of a colleague")
    assert (desk.post(address, {"shown": shown})["Location"], Post.objects.count()) == (address, 1)


def test_published_post_is_not_deleted(desk: Client, event: Event) -> None:
    made = published_post(title="Told", event=event)
    answer = desk.post(reverse("announcements:desk_delete_post", args=[made.pk]))
    assert (messages_of(answer), Post.objects.count()) == (["“Told” is published. Take it back to draft first."], 1)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("", "This field is required."),
        ("Moon", "There is no event with these words whose posts you may write. Check how they are written."),
        ("Hidden", "There is no event with these words whose posts you may write. Check how they are written."),
    ],
)
def test_post_needs_an_event_that_its_writer_writes_for(desk: Client, words: str, refusal: str) -> None:
    rows.event(title="Hidden")
    assert errors_of(desk.post(NEW, typed(about=words))) == {"about": [refusal]}


def test_words_of_several_events_are_told_apart(client: Client) -> None:
    for year in (2017, 2018):
        rows.event(title="Week", slug=f"week-{year}", starts=f"{year}-09-04", ends=f"{year}-09-08")
    client.force_login(rows.coordinator())
    several = "Several events match. Write one of their names: week-2018 (Week, 2018), week-2017 (Week, 2017)."
    assert errors_of(client.post(NEW, typed(about="week"))) == {"about": [several]}
    assert client.post(NEW, typed(about="week-2017")).status_code == 302
    assert Post.objects.get().event == Event.objects.get(slug="week-2017")


def test_news_of_the_site_are_written_by_those_who_write_for_it(client: Client) -> None:
    client.force_login(writer())
    assert client.get(NEW).context["form"]["byline"].value() == "Urban Partnership Program"
    assert client.post(NEW, typed()).status_code == 302
    assert Post.objects.get().event is None


def test_drafted_post_stays_with_its_event(desk: Client, event: Event) -> None:
    made = post(title="Drafted", event=event, edition=rows.publish(event))
    assert "about" not in desk.get(page_of(made)).context["form"].fields
    desk.post(page_of(made), typed(about=""))
    made.refresh_from_db()
    assert (made.title, made.event) == ("News", event)


@pytest.mark.parametrize(
    ("kind", "shown", "sent", "deleting"),
    [(RoleKind.EDITOR, 200, 302, 200), (RoleKind.REGISTRAR, 200, 403, 403), (RoleKind.VIEWER, 200, 403, 403)],
)  # fmt: skip
def test_who_reads_the_event_reads_the_post(
    client: Client, event: Event, draft: Post, kind: RoleKind, shown: int, sent: int, deleting: int
) -> None:
    client.force_login(rows.colleague(kind, at=event))
    delete = reverse("announcements:desk_delete_post", args=[draft.pk])
    answers = [client.get(page_of(draft)), client.post(page_of(draft), typed(about="week")), client.get(delete)]
    assert [answer.status_code for answer in answers] == [shown, sent, deleting]


def test_reader_sees_no_form(client: Client, event: Event, draft: Post) -> None:
    client.force_login(rows.colleague(RoleKind.VIEWER, at=event))
    page = client.get(page_of(draft)).content.decode()
    assert (re.findall("<h1>(.*?)</h1>", page), "<textarea" in page) == (["<bdi>Cities</bdi>"], False)


def test_strangers_know_of_no_post(client: Client, event: Event, draft: Post) -> None:
    client.force_login(rows.colleague(RoleKind.COORDINATOR, at=rows.event()))
    assert [client.get(page_of(draft)).status_code, client.post(page_of(draft), typed()).status_code] == [404, 404]


def test_nothing_leads_to_the_administration(desk: Client, event: Event, draft: Post) -> None:
    pages = [page_of(draft), NEW, reverse("announcements:desk_posts", args=[event.uid]), "/desk/posts/"]
    assert [page for page in pages if "/admin/" in desk.get(page).content.decode()] == []
