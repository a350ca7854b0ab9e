from typing import Any

import pytest

from backstage.models import AuditEntry
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tours.models import Appearance, Event, Person
from tours.record.merging import merge
from tours.vocabulary import PersonRole, RoleKind, Scope

pytestmark = pytest.mark.django_db
NOTHING = {"title": "", "position": "", "organisation": None, "city": None}


@pytest.fixture
def event() -> Event:
    return rows.event()


def address(event: Event, who: Person | None = None) -> str:
    return f"events/{event.uid}/people/" + (f"{who.uid}/" if who else "")


def told(event: Event, who: Person, **facts: Any) -> dict[str, Any]:
    url = f"http://127.0.0.1:8000/api/v1/desk/{address(event, who)}"
    return {"url": url, "uid": str(who.uid), "name": who.display_name, **NOTHING, **facts}


def test_people_of_an_event_are_listed_by_name_with_what_they_are_there(program: Program, event: Event) -> None:
    zora, ana = rows.person("Zora"), rows.person("Ana")
    rows.appearance(event, zora)
    rows.appearance(rows.event(), ana, position="Adviser")
    facts = {"title": "Dr", "position": "Mayor", "organisation": rows.organisation("City"), "city": rows.seoul()}
    rows.appearance(event, ana, **facts)
    of_ana = told(event, ana, title="Dr", position="Mayor", organisation="City", city="seoul")
    assert program.get(address(event)).data["results"] == [of_ana, told(event, zora)]
    assert [row["name"] for row in program.get(f"{address(event)}?ordering=-name").data["results"]] == ["Zora", "Ana"]
    walked = program.get(f"{address(event)}?cursor=&page_size=1").data
    assert (walked["results"], program.get(address(event, ana)).data) == ([told(event, zora)], of_ana)


def test_what_a_person_is_at_the_event_is_changed_in_part_and_on_condition(program: Program, event: Event) -> None:
    ana, elsewhere = rows.person("Ana"), rows.event()
    rows.organisation("City of Rijeka")
    for at in (event, elsewhere):
        rows.appearance(at, ana, position="Adviser", city=rows.seoul())
    etag, moment = program.get(address(event, ana))["ETag"], event.updated_at
    sent = {"title": "Dr", "organisation": "City of Rijeka", "city": None}
    answer = program.patch(address(event, ana), sent, if_match=etag)
    event.refresh_from_db()
    assert (answer.status_code, answer.data) == (200, told(event, ana, position="Adviser", **sent))
    assert (program.get(address(event, ana))["ETag"], event.updated_at > moment) == (answer["ETag"], True)
    assert program.get(address(elsewhere, ana)).data == told(elsewhere, ana, position="Adviser", city="seoul")
    statuses = [program.patch(address(event, ana), sent, **on).status_code for on in ({"if_match": etag}, {})]
    assert statuses == [412, 428]
    entry = AuditEntry.objects.filter(event_key=event.pk).latest("pk")
    assert sorted(entry.changes or {}) == ["city", "organisation", "title"]


def test_what_one_reads_of_a_person_changes_nothing_when_it_is_sent_back(program: Program, event: Event) -> None:
    ana = rows.person("Ana")
    rows.appearance(event, ana, position="Mayor", organisation=rows.organisation(), city=rows.seoul())
    read, moment, entries = program.get(address(event, ana)), Event.objects.get().updated_at, AuditEntry.objects.count()
    facts = {name: read.data[name] for name in NOTHING}
    answer = program.patch(address(event, ana), facts, if_match=read["ETag"])
    assert (answer.status_code, answer["ETag"]) == (200, read["ETag"])
    assert (Event.objects.get().updated_at, AuditEntry.objects.count()) == (moment, entries)


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"name": "Eva"}, {"name": ["This cannot be set: leave it out."]}),
        ({"role": "x"}, {"role": ["There is no such field. There are title, position, organisation, city."]}),
        ({"title": "a" * 41}, {"title": ["Ensure this field has no more than 40 characters."]}),
        ({"position": None}, {"position": ["This field may not be null."]}),
        ({"organisation": "Nobody"}, {"organisation": ["There is no organisation with this name."]}),
        ({"city": "atlantis"}, {"city": ["There is no city with this slug."]}),
        ({"city": "a\0b"}, {"city": ["Null characters are not allowed."]}),
    ],
)
def test_what_a_person_cannot_be_is_refused_by_field(
    program: Program, event: Event, facts: dict[str, Any], errors: dict[str, Any]
) -> None:
    ana = rows.person("Ana")
    rows.appearance(event, ana)
    answer = program.patch(address(event, ana), facts | ({} if "title" in facts else {"title": "Dr"}), if_match="*")
    assert (answer.status_code, answer.data["errors"]) == (400, errors)
    assert Appearance.objects.get().title == ""


def test_uid_of_a_merged_card_leads_to_the_card_that_is_kept(program: Program, event: Event) -> None:
    gone, kept = rows.person("A. Kim"), rows.person("Ana Kim")
    rows.appearance(event, kept)
    merge(gone, into=kept, by=rows.operator())
    answer = program.patch(address(event, gone), {"title": "Dr"}, if_match="*")
    assert (answer.status_code, answer.data) == (200, told(event, kept, title="Dr"))
    assert program.get(address(event, gone)).data == answer.data


def test_only_people_of_the_event_are_there_and_only_those_whom_the_token_may_see(event: Event) -> None:
    editor = Program(token_for(rows.colleague(RoleKind.EDITOR, at=event), event=event))
    ana, unseen = rows.person("Ana"), rows.person("Unseen")
    rows.appearance(rows.event(), ana)
    rows.appearance(rows.event(), unseen)
    rows.part(rows.item(event), unseen, role=PersonRole.SPEAKER)
    for who in (ana, unseen):
        answers = [editor.get(address(event, who)), editor.patch(address(event, who), {"title": "Dr"}, if_match="*")]
        assert [answer.status_code for answer in answers] == [404, 404]
    assert event.appearances.count() == 0


def test_token_without_the_scope_is_told_which(event: Event) -> None:
    ana = rows.person("Ana")
    rows.appearance(event, ana)
    reading = Program(token_for(rows.coordinator(), Scope.READ, Scope.PEOPLE, Scope.POSTS))
    answer = reading.patch(address(event, ana), {"title": "Dr"}, if_match="*")
    assert (reading.get(address(event, ana)).status_code, answer.status_code) == (200, 403)
    assert answer.data["detail"] == "This token does not have the scope agenda. Issue one that has it at /desk/tokens/."


@pytest.mark.parametrize("count", [2, 15])
def test_people_cost_as_much_however_many_they_are(program: Program, event: Event, count: int) -> None:
    for number in range(count):
        facts = {"organisation": rows.organisation(f"City {number}"), "city": rows.seoul()}
        rows.appearance(event, rows.person(f"Person {number}"), **facts)
    last = Person.objects.latest("pk")
    program.get("events/")  # notes that the token is used
    with asked() as listing:
        answer = program.get(address(event))
    with asked() as reading:
        program.get(address(event, last))
    with asked() as writing:
        program.patch(address(event, last), {"organisation": "City 0", "city": "seoul"}, if_match="*")
    assert len(answer.data["results"]) == count
    assert (listing.queries, reading.queries, writing.queries) == (5, 5, 29)
