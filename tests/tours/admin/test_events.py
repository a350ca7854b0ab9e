"""Adding and changing events."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows
from tests.tours.admin.pages import cells_of, errors_in, shown
from tours.admin import choices
from tours.editions.withdrawing import withdraw
from tours.models import Event, Group, ParticipatingCity
from tours.vocabulary import Access, EventState

pytestmark = pytest.mark.django_db
ADD = "/admin/tours/event/add/"
LIST = "/admin/tours/event/"


def change(event: Event) -> str:
    return reverse("admin:tours_event_change", args=[event.pk])


def new_event(browser: Client, **facts: Any) -> dict[str, Any]:
    return shown(browser, ADD) | {
        "title": "City Exchange Days",
        "kind": "study_tour",
        "programme": rows.programme().pk,
        "starts": "2017-09-04",
        "ends": "2017-09-08",
        "zone": "Asia/Seoul",
        "host_city": rows.seoul().pk,
        **facts,
    }


def test_slug_left_empty_is_made_of_the_title_in_any_script(desk: Client) -> None:
    slugs = {"Дани размене у Београду": "dani-razmene-u-beogradu", "Đakovo, 서울": "dakovo-seoul", "…": "event"}
    fields = new_event(desk)
    for title in slugs:
        assert desk.post(ADD, fields | {"title": title, "slug": ""}).status_code == 302
    assert dict(Event.objects.values_list("title", "slug")) == slugs


def test_slug_left_empty_avoids_those_that_are_taken(desk: Client) -> None:
    rows.event(slug="city-exchange-days")
    desk.post(ADD, new_event(desk))
    assert Event.objects.latest("pk").slug == "city-exchange-days-2"


def test_slug_that_was_given_stays(desk: Client) -> None:
    desk.post(ADD, new_event(desk, slug="days"))
    assert Event.objects.get().slug == "days"


BAD: list[tuple[dict[str, str], list[str]]] = [
    ({"title": ""}, ["This field is required."]),
    ({"title": "x" * 100_000}, ["Ensure this value has at most 200 characters (it has 100000)."]),
    ({"title": "a\0b"}, ["Null characters are not allowed."]),
    ({"ends": "2017-09-03"}, ["The last day of an event cannot be before its first."]),
    ({"ends": "9999-12-31"}, ["Write the year in four figures, between 1900 and 2199."]),
    ({"starts": "0017-09-04"}, ["Write the year in four figures, between 1900 and 2199."]),
    ({"starts": "soon"}, ["Write a date as 17/12/2026, 17.12.2026 or 2026-12-17."]),
    (
        {"zone": "Seoul"},
        ["“Seoul” is not a known time zone. Choose one."],
    ),
    ({"url": "javascript:alert(1)"}, ["Enter a valid URL."]),
    ({"host_city": "abc"}, ["Select a valid choice. That choice is not one of the available choices."]),
    ({"host_city": "9" * 40}, ["Select a valid choice. That choice is not one of the available choices."]),
    ({"contacts-0-name": "Event desk"}, ["Give an e-mail address or a telephone number."]),
    ({"participating_cities-0-seats": "5"}, ["Choose either a city or an organisation."]),
]
"""What is typed, and what is told of it."""


def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(desk: Client) -> None:
    fields = new_event(desk)
    assert [(facts, errors_in(desk, ADD, fields | facts)) for facts, _expected in BAD] == BAD
    assert not Event.objects.exists()


def test_lone_surrogate_is_replaced(desk: Client) -> None:
    fields = new_event(desk, title="")
    body = "&".join(f"{name}={value}" for name, value in fields.items() if name != "title") + "&title=%ED%A0%80"
    assert desk.post(ADD, body, content_type="application/x-www-form-urlencoded").status_code == 302
    assert Event.objects.get().title == "\ufffd" * 3


def test_city_cannot_have_more_delegates_than_seats(desk: Client) -> None:
    event = rows.full_event()
    ParticipatingCity.objects.update(seats=2, taken=2)
    fields = shown(desk, change(event)) | {"participating_cities-0-taken": "0", "participating_cities-0-seats": "1"}
    assert errors_in(desk, change(event), fields) == ["2 seats are taken."]
    desk.post(change(event), fields | {"participating_cities-0-seats": "3"})
    assert sorted(ParticipatingCity.objects.values_list("seats", "taken")) == [(2, 2), (3, 2)]


def test_two_groups_of_one_name_are_refused(desk: Client) -> None:
    event = rows.event()
    Group.objects.create(event=event, name="Bus 1")
    told = errors_in(desk, change(event), shown(desk, change(event)) | {"groups-1-name": "Bus 1"})
    assert told == [
        "Please correct the duplicate data for name.",
        "Please correct the duplicate values below.",
    ]
    assert event.groups.count() == 1


def test_group_that_items_are_for_is_not_deleted(desk: Client) -> None:
    event = rows.event()
    group = Group.objects.create(event=event, name="Bus 1")
    rows.item(event, title="Visit").groups.add(group)
    deleting = shown(desk, change(event)) | {"groups-0-DELETE": "on"}
    assert errors_in(desk, change(event), deleting) == [
        "The group “Bus 1” cannot be removed, as items are for it: “Visit”."
    ]
    event.items.get().groups.clear()
    desk.post(change(event), shown(desk, change(event)) | {"groups-0-DELETE": "on"})
    assert event.groups.count() == 0


def test_page_says_whether_there_are_unpublished_changes(desk: Client) -> None:
    event = rows.full_event()

    def publication() -> tuple[str, str]:
        page = desk.get(change(event))
        fields = [field for fieldset in page.context["adminform"] for line in fieldset for field in line]
        facts = {field.field["name"]: field.contents() for field in fields if field.is_readonly}
        return facts["version"], facts["unpublished_changes"]

    assert publication() == ("Draft", "Yes")
    edition = rows.publish(event)
    link = f'<a href="/admin/tours/edition/{edition.pk}/change/">1</a>'
    assert publication() == (link, "No")
    Event.objects.update(summary="Otherwise")
    assert publication() == (link, "Yes")


def test_page_leads_to_the_agenda_and_to_the_public_page_once_there_is_one(desk: Client) -> None:
    event = rows.full_event()
    page = desk.get(change(event))
    assert page.context.get("absolute_url") is None
    assert f'href="/admin/tours/agendaitem/?event__id__exact={event.pk}"' in page.content.decode()
    rows.publish(event)
    assert desk.get(change(event)).context["absolute_url"] == f"/events/{event.slug}/"


def test_page_leads_to_the_programmes_of_delegates_and_staff_once_there_is_a_version(desk: Client) -> None:
    event = rows.full_event(slug="week")
    links = {
        "/events/week/programme.pdf?audience=delegates": "Programme for delegates (PDF)",
        "/events/week/programme.pdf?audience=staff": "Staff run-sheet (PDF)",
    }

    def found() -> list[bool]:
        page = desk.get(change(event)).content.decode()
        return [f'<a href="{address}">{words}</a>' in page for address, words in links.items()]

    assert found() == [False, False]
    rows.publish(event)
    assert found() == [True, True]
    assert [desk.get(address)["Content-Type"] for address in links] == ["application/pdf"] * 2


def test_published_event_cannot_be_deleted(desk: Client) -> None:
    event = rows.event()
    rows.publish(event)
    address = reverse("admin:tours_event_delete", args=[event.pk])
    assert len(desk.get(address).context["protected"]) == 1
    assert desk.post(address, {"post": "yes"}).status_code == 200
    assert Event.objects.filter(pk=event.pk).exists()


def test_draft_is_deleted_with_its_agenda(desk: Client) -> None:
    event = rows.full_event()
    assert desk.post(reverse("admin:tours_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 302
    assert not Event.objects.exists()


def test_time_zone_left_empty_is_that_of_the_host_city(desk: Client) -> None:
    desk.post(ADD, new_event(desk, host_city=rows.rijeka().pk, zone=""))
    assert Event.objects.get().zone == "Europe/Zagreb"


def test_time_zone_that_was_given_stays(desk: Client) -> None:
    desk.post(ADD, new_event(desk, host_city=rows.rijeka().pk, zone="Asia/Seoul"))
    assert Event.objects.get().zone == "Asia/Seoul"


def test_list_tells_what_a_coordinator_looks_for(desk: Client) -> None:
    draft = rows.event(title="Days", starts=date(2017, 10, 1), ends=date(2017, 10, 1), access=Access.PARTICIPANTS)
    week = rows.full_event(2, title="Week", state=EventState.POSTPONED)
    rows.publish(week, at=datetime(2017, 8, 30, 9, 5, tzinfo=UTC))
    rows.publish(draft, at=datetime(2017, 8, 30, 9, 5, tzinfo=UTC))
    withdraw(draft.editions.get(), by=rows.coordinator())
    Event.objects.update(updated_at=datetime(2017, 8, 31, 16, 0, tzinfo=UTC))
    page = desk.get(LIST)
    columns = ("title", "dates", "place", "standing", "agenda", "current", "edited")
    assert list(zip(*(cells_of(page, column) for column in columns), strict=True)) == [
        (
            "Days",
            "1 October 2017",
            "Seoul, Republic of Korea",
            "Planned, Participants only",
            "0 items",
            "Draft",
            "31 Aug 2017, 16:00 UTC",
        ),
        (
            "Week",
            "4–8 September 2017",
            "Seoul, Republic of Korea",
            "Postponed",
            "2 items",
            "1, 30 Aug 2017, 09:05 UTC",
            "31 Aug 2017, 16:00 UTC",
        ),
    ]
    assert f'<a href="/admin/tours/agendaitem/?event__id__exact={week.pk}">2 items</a>' in page.content.decode()


@pytest.mark.parametrize(
    ("publication", "titles"),
    [("draft", ["Draft"]), ("published", ["Edited", "Published"]), ("edited", ["Edited"])],
)
def test_list_is_narrowed_by_publication(desk: Client, publication: str, titles: list[str]) -> None:
    for title in ("Draft", "Edited", "Published"):
        event = rows.event(title=title)
        if title != "Draft":
            rows.publish(event)
    Event.objects.filter(title="Published").update(updated_at=datetime(2017, 9, 1, tzinfo=UTC))
    Event.objects.filter(title="Edited").update(updated_at=timezone.now() + timedelta(minutes=1))
    assert sorted(cells_of(desk.get(f"{LIST}?publication={publication}"), "title")) == titles


@pytest.mark.parametrize("count", [3, 300])
def test_list_costs_the_same_for_any_number_of_events(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(3):
        event = rows.event(host_city=rows.city(f"City {number}"), starts=date(2017, 9, 4))
        rows.publish(event)
    Event.objects.bulk_create(
        Event(
            title="Draft",
            slug=f"draft-{number}",
            programme=event.programme,
            host_city=event.host_city,
            starts=event.starts,
            ends=event.ends,
        )
        for number in range(count - 3)
    )
    with django_assert_num_queries(9):
        response = desk.get(LIST)
    assert len(response.context["cl"].result_list) == min(count, 25)


def test_few_rows_are_chosen_in_a_plain_select_and_many_by_typing(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.rijeka()

    def widget() -> Any:
        return desk.get(ADD).context["adminform"].form.fields["host_city"].widget.widget

    assert type(widget()) is forms.Select
    monkeypatch.setattr(choices, "MOST_IN_SELECT", 1)
    assert type(widget()) is forms.Select
    monkeypatch.setattr(choices, "MOST_IN_SELECT", 0)
    assert type(widget()) is choices.TolerantSelect


def test_nothing_is_deleted_beside_the_field_that_chooses_it(desk: Client) -> None:
    event = rows.full_event()
    page = desk.get(change(event)).content.decode()
    assert (
        "delete-related" in page,
        "change_id_host_city" in page,
        "change_id_organisations-0-organisation" in page,
    ) == (
        False,
        True,
        False,
    )


def test_page_for_participants_only_says_so_to_those_who_see_it(desk: Client) -> None:
    publication = "This event is for its participants only. Nobody else can see this page."
    rows.publish(rows.event(slug="closed", access=Access.PARTICIPANTS))
    rows.publish(rows.event(slug="open"))
    assert [publication in desk.get(f"/events/{slug}/").content.decode() for slug in ("closed", "open")] == [
        True,
        False,
    ]
