from datetime import date
from typing import Any

import pytest

from accounts.models import User
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tours.models import Event, Theme, Tier
from tours.vocabulary import Scope

pytestmark = pytest.mark.django_db
NEW: dict[str, Any] = {
    "programme": "upp",
    "kind": "study_tour",
    "title": "Week in Скопје",
    "starts": "2027-05-03",
    "ends": "2027-05-07",
    "host_city": "seoul",
}


def test_event_is_created_as_a_draft(program: Program) -> None:
    rows.seoul()
    theme = Theme.objects.create(programme=rows.programme(), name="Transport", slug="transport")
    Tier.objects.create(programme=rows.programme(), name="Dialogue")
    answer = program.post(
        "events/", NEW | {"themes": ["transport"], "tier": "Dialogue", "website": "https://example.org"}
    )
    event = Event.objects.get()
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (201, answer.data["url"], "no-store")
    assert answer.data == {
        "url": f"http://127.0.0.1:8000/api/v1/desk/events/{event.uid}/",
        "uid": str(event.uid),
        "programme": "upp",
        "slug": "week-in-skopje",
        "kind": "study_tour",
        "title": "Week in Скопје",
        "summary": "",
        "language": "en",
        "starts": "2027-05-03",
        "ends": "2027-05-07",
        "zone": "Asia/Seoul",
        "host_city": "seoul",
        "organised": True,
        "themes": ["transport"],
        "tier": "Dialogue",
        "conditions": "",
        "website": "https://example.org",
        "places": None,
        "tells_of_participants_items": False,
        "groups": [],
        "organisations": [],
        "cities": [],
        "purposes": [],
        "practical": [],
        "contacts": [],
        "access": "public",
        "state": "planned",
        "edition": None,
        "updated_at": event.updated_at.isoformat(),
        "items": f"http://127.0.0.1:8000/api/v1/desk/events/{event.uid}/items/",
        "people": f"http://127.0.0.1:8000/api/v1/desk/events/{event.uid}/people/",
        "documents": f"http://127.0.0.1:8000/api/v1/desk/events/{event.uid}/documents/",
    }
    assert (list(event.themes.all()), event.editions.count()) == ([theme], 0)
    again = program.get(f"events/{event.uid}/")
    assert (again.data, again["ETag"], again["Cache-Control"]) == (answer.data, answer["ETag"], "private, no-cache")


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"title": ""}, {"title": ["This field may not be blank."]}),
        ({"titel": "x"}, {"titel": None}),
        ({"uid": "x"}, {"uid": ["This cannot be set: leave it out."]}),
        ({"host_city": "atlantis"}, {"host_city": ["There is no city with this slug."]}),
        ({"themes": ["magic"]}, {"themes": ["The programme has no theme with the slug magic."]}),
        ({"tier": "magic"}, {"tier": ["The programme has no tier of that name."]}),
        ({"zone": "Mars/Base"}, {"zone": None}),
        ({"zone": "localtime"}, {"zone": None}),
        ({"starts": "9999-12-31", "ends": "9999-12-31"}, {"starts": None, "ends": None}),
        ({"website": "javascript:alert(1)"}, {"website": ["Enter a valid URL."]}),
        ({"programme": "other"}, {"programme": None}),
        ({"title": "a" * 201}, {"title": None}),
        ({"summary": "a" * 2_001}, {"summary": ["Ensure this field has no more than 2000 characters."]}),
        ({"conditions": "a" * 10_001}, {"conditions": ["Ensure this field has no more than 10000 characters."]}),
    ],
)
def test_what_cannot_be_is_refused_by_field(program: Program, facts: dict[str, Any], errors: dict[str, Any]) -> None:
    rows.seoul()
    answer = program.post("events/", NEW | facts)
    assert (answer.status_code, answer["Content-Type"], Event.objects.count()) == (400, "application/problem+json", 0)
    assert list(answer.data["errors"]) == list(errors)
    told = {name: messages for name, messages in errors.items() if messages}
    assert told.items() <= answer.data["errors"].items()


def test_refusal_of_the_whole_is_the_detail(program: Program) -> None:
    rows.seoul()
    answer = program.post("events/", NEW | {"ends": "2027-05-01"})
    assert (answer.status_code, answer.data) == (
        400,
        {"title": "Bad Request", "status": 400, "detail": "The last day of an event cannot be before its first."},
    )


def test_misspelt_field_is_told_which_there_are(program: Program) -> None:
    answer = program.post("events/", {"titel": "x"})
    [told] = answer.data["errors"]["titel"]
    assert told.startswith("There is no such field. There are programme, slug, kind, title, summary,")
    assert "uid" not in told


def test_event_is_changed_in_part(program: Program) -> None:
    event = rows.event(title="Old", summary="Stays.")
    etag = program.get(f"events/{event.uid}/")["ETag"]
    answer = program.patch(f"events/{event.uid}/", {"title": "New", "ends": "2017-09-09"}, if_match=etag)
    event.refresh_from_db()
    assert (answer.status_code, event.title, event.summary, event.ends) == (200, "New", "Stays.", date(2017, 9, 9))
    assert (answer["ETag"] != etag, answer.data["title"]) == (True, "New")


def test_what_changes_nothing_is_not_noted_as_an_edit(program: Program) -> None:
    event = rows.event(title="Old")
    event.themes.add(Theme.objects.create(programme=event.programme, name="Transport", slug="transport"))
    etag = program.get(f"events/{event.uid}/")["ETag"]
    facts = {"title": "Old", "themes": ["transport"], "programme": "upp", "host_city": "seoul"}
    answer = program.patch(f"events/{event.uid}/", facts, if_match=etag)
    assert (answer.status_code, answer["ETag"]) == (200, etag)
    answer = program.patch(f"events/{event.uid}/", {"themes": []}, if_match=etag)
    assert (answer.data["themes"], answer["ETag"] != etag) == ([], True)


def test_change_of_somebody_else_is_not_lost(program: Program) -> None:
    event = rows.event(title="Old")
    etag = program.get(f"events/{event.uid}/")["ETag"]
    Event.objects.filter(pk=event.pk).update(summary="Written meanwhile.")
    answer = program.patch(f"events/{event.uid}/", {"title": "New"}, if_match=etag)
    event.refresh_from_db()
    assert (answer.status_code, event.title) == (412, "Old")
    assert answer.data["detail"].startswith("It has changed since you read it.")
    for conditions in ({"if_match": f"W/{etag}"}, {"if_match": '"nonsense"'}, {"if_match": "nonsense"}):
        assert program.patch(f"events/{event.uid}/", {"title": "New"}, **conditions).status_code == 412
    assert program.patch(f"events/{event.uid}/", {"title": "New"}, if_match="*").status_code == 200


def test_change_without_a_condition_is_refused(program: Program) -> None:
    event = rows.event(title="Old")
    answer = program.patch(f"events/{event.uid}/", {"title": "New"})
    event.refresh_from_db()
    assert (answer.status_code, event.title) == (428, "Old")
    assert "If-Match" in answer.data["detail"]


def test_event_stays_with_its_programme(program: Program) -> None:
    event = rows.event()
    rows.programme(slug="other", name="Other")
    answer = program.patch(f"events/{event.uid}/", {"programme": "other"}, if_match="*")
    assert (answer.status_code, answer.data["errors"]) == (400, {"programme": ["An event stays with its programme."]})


def test_events_are_created_in_programmes_that_the_token_and_its_user_may_edit(maja: User) -> None:
    rows.seoul()
    event = rows.event()
    other = rows.programme(slug="other", name="Other")
    answers = [
        Program(token_for(maja, Scope.READ)).post("events/", NEW),
        Program(token_for(maja, Scope.AGENDA, event=event)).post("events/", NEW),
        Program(token_for(maja, Scope.AGENDA)).post("events/", NEW | {"programme": "other"}),
        Program(token_for(rows.operator(), Scope.AGENDA, programme=other)).post("events/", NEW),
        Program(token_for(rows.operator(), Scope.AGENDA, programme=other)).post(
            "events/", NEW | {"programme": "other"}
        ),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 400, 400, 201]
    assert (
        answers[0].data["detail"]
        == "This token does not have the scope agenda. Issue one that has it at /desk/tokens/."
    )
    assert answers[1].data["detail"] == (
        "This token is for one event, so it cannot create others. Issue one for the programme at /desk/tokens/."
    )
    assert [list(answer.data["errors"]) for answer in answers[2:4]] == [["programme"]] * 2


def test_events_are_listed_found_and_walked(program: Program) -> None:
    first, second = rows.event(slug="first"), rows.event(slug="second")
    hidden = rows.event(slug="hidden", programme=rows.programme(slug="other", name="Other"))
    assert [told["slug"] for told in program.get("events/").data["results"]] == ["first", "second"]
    longer = rows.event(slug="second-2")
    found = program.get("events/?slug=second&programme=upp").data
    longer.delete()
    assert ([told["uid"] for told in found["results"]], found["count"]) == ([str(second.uid)], 1)
    first.save()
    walked = program.get("events/?cursor=&page_size=1").data
    assert [told["slug"] for told in walked["results"]] == ["second"]
    answer = program.get("events/?titel=x")
    assert (answer.status_code, answer.data["detail"].startswith("There is no parameter titel.")) == (400, True)
    assert program.get(f"events/{hidden.uid}/").status_code == 404


def test_what_is_published_shows_in_the_draft(program: Program) -> None:
    event = rows.event()
    before = program.get(f"events/{event.uid}/")
    rows.publish(event)
    after = program.get(f"events/{event.uid}/")
    assert (before.data["edition"], after.data["edition"], before["ETag"] == after["ETag"]) == (None, 1, False)


@pytest.mark.parametrize("count", [2, 15])
def test_list_costs_as_much_however_long_it_is(program: Program, count: int) -> None:
    for _ in range(count):
        rows.full_event(3)
    program.get("events/")  # notes that the token is used
    with asked() as database:
        answer = program.get("events/")
    assert (database.queries, len(answer.data["results"])) == (10, count)


def test_groups_are_made_named_anew_by_uid_and_removed_unless_items_are_for_them(program: Program) -> None:
    event = rows.event()
    address = f"events/{event.uid}/"

    def written(*groups: dict[str, str]) -> Any:
        return program.patch(address, {"groups": list(groups)}, if_match=program.get(address)["ETag"])

    first, second = written({"name": "First bus"}, {"name": "Second bus"}).data["groups"]
    visit = rows.item(event, title="Visit")
    visit.groups.set([event.groups.get(uid=first["uid"])])
    answer = written({"uid": first["uid"], "name": "Blue bus"}, {"name": "Third bus"})
    assert [(group["name"], group["uid"] == first["uid"]) for group in answer.data["groups"]] == [
        ("Blue bus", True),
        ("Third bus", False),
    ]
    assert [group.name for group in visit.groups.all()] == ["Blue bus"]
    refusals = [
        written({"name": "Third bus"}),
        written({"uid": second["uid"], "name": "Back again"}),
        written({"uid": first["uid"], "name": "Third bus"}, {"name": "Third bus"}),
        written({"name": ""}),
    ]
    assert [answer.status_code for answer in refusals] == [400] * 4
    assert [answer.data["errors"]["groups"] for answer in refusals[:2]] == [
        ["The group “Blue bus” cannot be removed, as items are for it: “Visit”."],
        [f"The event has no group with the UID {second['uid']}."],
    ]
    assert [group.name for group in event.groups.all()] == ["Blue bus", "Third bus"]
    assert program.get(address).data["groups"] == answer.data["groups"]


def test_groups_swap_their_names(program: Program) -> None:
    event = rows.event()
    first, second, third = (event.groups.create(name=name) for name in ("A", "B", "C"))
    address = f"events/{event.uid}/"
    named = {first: "B", second: "C", third: "A"}
    sent = [{"uid": str(group.uid), "name": name} for group, name in named.items()]
    answer = program.patch(address, {"groups": sent}, if_match=program.get(address)["ETag"])
    assert [group["uid"] for group in answer.data["groups"]] == [str(each.uid) for each in (third, first, second)]
    assert [group["name"] for group in answer.data["groups"]] == ["A", "B", "C"]


def test_name_of_a_group_goes_to_another_after_it_is_given_up(program: Program) -> None:
    event = rows.event()
    address = f"events/{event.uid}/"
    old = event.groups.create(name="Old")
    answer = program.patch(
        address,
        {"groups": [{"name": "Old"}, {"uid": str(old.uid), "name": "New"}]},
        if_match=program.get(address)["ETag"],
    )
    assert [(group["name"], group["uid"] == str(old.uid)) for group in answer.data["groups"]] == [
        ("New", True),
        ("Old", False),
    ]


@pytest.mark.parametrize("twice", ["uid", "name"])
def test_group_is_given_once(program: Program, twice: str) -> None:
    event = rows.event()
    address, old = f"events/{event.uid}/", event.groups.create(name="Old")
    by_uid = [{"uid": str(old.uid), "name": name} for name in "AB"]
    sent = by_uid if twice == "uid" else [{"name": "A"}, {"name": "A"}]
    answer = program.patch(address, {"groups": sent}, if_match=program.get(address)["ETag"])
    assert (answer.status_code, answer.data["errors"]) == (
        400,
        {"groups": [f"“{sent[0][twice]}” is given twice."]},
    )
