"""Who may read which entries of the audit trail, and how they are found and shown."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Limits, User
from backstage.actor import acting_as
from backstage.models import AuditEntry
from tests.counting import Asked, asked
from tests.factories import rows
from tests.html_checker import complaints
from tours.desk.audit import audit, audit_entry, readable_by
from tours.editions.redaction.redacting import redact_text
from tours.models import Event, Person, PersonName, Role, Theme
from tours.role_powers import Power
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PAGE = "/desk/audit/"


def with_role(kind: RoleKind, **where: object) -> User:
    user = rows.stranger()
    Role.objects.create(user=user, kind=kind, **where)
    return user


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def names(user: User, **asked_for: str | int) -> list[str]:
    """The names in the entries, the newest first."""
    return [line.described.name for line in browser_of(user).get(PAGE, asked_for).context["lines"]]


@pytest.fixture
def operator() -> User:
    return rows.operator()


@pytest.fixture
def world() -> dict[str, Event]:
    """Two events of two programmes with rows of every sort, and rows that belong to no event."""
    other = rows.programme(name="Other programme", short_name="Other", slug="other")
    events = {"here": rows.event(title="Here"), "there": rows.event(title="There", programme=other)}
    for name, event in events.items():
        rows.speaker(rows.item(event, title=f"Item {name}"), f"Speaker {name}")
        Theme.objects.create(programme=event.programme, name=f"Theme {name}", slug=f"theme-{name}")
    return events


def seen_by(user: User) -> set[tuple[str, str]]:
    entries = readable_by(user).exclude(content_type__model__in=["user", "role"])
    return set(entries.values_list("content_type__model", "object_repr"))


HERE = {
    ("event", "Here"),
    ("agendaitem", "Item here"),
    ("itempart", "Speaker: Speaker here"),
    ("appearance", "Speaker here"),
}
PROGRAMME = {("programme", "UPP"), ("theme", "Theme here"), ("event", "Here")}
CARDS_HERE = {("person", "Speaker here")}
NOBODY_S = {("city", "Seoul"), ("country", "Republic of Korea"), ("cityname", "서울")}
THERE = {
    ("event", "There"),
    ("agendaitem", "Item there"),
    ("itempart", "Speaker: Speaker there"),
    ("appearance", "Speaker there"),
    ("person", "Speaker there"),
    ("programme", "Other"),
    ("theme", "Theme there"),
}


def told_of(entries: set[tuple[str, str]], kind: RoleKind) -> set[tuple[str, str]]:
    """A viewer does not read who is at an event: delegates are among them."""
    return entries - {("appearance", "Speaker here")} if kind == RoleKind.VIEWER else entries


def test_operator_reads_everything(world: dict[str, Event], operator: User) -> None:
    assert seen_by(operator) == HERE | PROGRAMME | CARDS_HERE | NOBODY_S | THERE


@pytest.mark.parametrize(
    ("kind", "cards"),
    [
        (RoleKind.COORDINATOR, CARDS_HERE),
        (RoleKind.EDITOR, set()),
        (RoleKind.REGISTRAR, CARDS_HERE),
        (RoleKind.VIEWER, set()),
    ],
)
def test_role_at_an_event_reads_of_that_event(
    world: dict[str, Event], kind: RoleKind, cards: set[tuple[str, str]]
) -> None:
    assert seen_by(with_role(kind, event=world["here"])) == told_of(HERE, kind) | cards


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.EDITOR])
def test_role_at_a_programme_reads_of_it_and_of_all_its_events(world: dict[str, Event], kind: RoleKind) -> None:
    assert seen_by(with_role(kind, programme=world["here"].programme)) == told_of(HERE, kind) | PROGRAMME


def test_stranger_reads_nothing(world: dict[str, Event]) -> None:
    assert seen_by(rows.stranger()) == set()


def test_former_role_reads_no_longer(world: dict[str, Event]) -> None:
    former = with_role(RoleKind.COORDINATOR, event=world["here"])
    former.roles.all().delete()
    assert seen_by(former) == set()


def test_deleted_event_is_read_by_the_programme_s_people_alone(world: dict[str, Event], operator: User) -> None:
    key = world["here"].pk
    at_programme = with_role(RoleKind.VIEWER, programme=world["here"].programme)
    at_event = with_role(RoleKind.VIEWER, event=world["here"])
    world["here"].delete()
    assert list(readable_by(at_event)) == []
    deleted = AuditEntry.objects.get(content_type__model="event", action=AuditEntry.Action.DELETE)
    assert deleted in readable_by(at_programme)
    assert (deleted.event_key, deleted in readable_by(operator)) == (key, True)
    assert ("event", "There") not in seen_by(at_programme)


def test_token_reads_nothing_whoever_it_is_of(world: dict[str, Event], operator: User) -> None:
    operator.limits = Limits(powers=frozenset(Power))
    assert list(readable_by(operator)) == []
    request = RequestFactory().get(PAGE)
    request.user = operator
    with pytest.raises(PermissionDenied):
        audit(request)
    with pytest.raises(PermissionDenied):
        audit_entry(request, key=1)


def test_page_is_for_those_who_signed_in() -> None:
    for address in (PAGE, f"{PAGE}1/"):
        answer = Client().get(address)
        assert (answer.status_code, answer.headers["Location"].endswith(f"?next={address}")) == (302, True)


def test_nothing_is_changed_here(operator: User) -> None:
    browser = browser_of(operator)
    key = AuditEntry.objects.values_list("pk", flat=True)[0]
    for address in (PAGE, f"{PAGE}{key}/"):
        answers = [getattr(browser, method)(address) for method in ("post", "put", "patch", "delete")]
        assert {(answer.status_code, answer["Allow"]) for answer in answers} == {(405, "GET, HEAD")}


def test_entry_is_told_with_who_what_and_the_values(world: dict[str, Event]) -> None:
    who = with_role(RoleKind.COORDINATOR, event=world["here"])
    User.objects.filter(pk=who.pk).update(name="Ana")
    who.refresh_from_db()
    item = world["here"].items.get()
    item.kind, item.day, item.end = "keynote", date(2017, 9, 5), None
    with acting_as(who):
        item.save()
    (line, *_) = browser_of(who).get(PAGE, {"thing": f"tours.agendaitem:{item.pk}"}).context["lines"]
    described = line.described
    assert (described.who, described.action, described.kind, described.name, line.event) == (
        "Ana",
        "changed",
        "agenda item",
        "Item here",
        world["here"],
    )
    assert [tuple(change) for change in described.changes] == [
        ("Kind", "Session", "Keynote"),
        ("Day", "4 September 2017", "5 September 2017"),
        ("End time", "11:00", ""),
    ]


def test_times_are_told_with_their_zone(operator: User) -> None:
    AuditEntry.objects.update(timestamp=datetime(2026, 11, 26, 9, 5, 7, tzinfo=UTC))
    (line, *_) = browser_of(operator).get(PAGE).context["lines"]
    assert line.described.at == "26 November 2026, 09:05:07 UTC"


def test_publishing_and_redacting_are_called_so(operator: User) -> None:
    event = rows.full_event(1, summary="A secret")
    edition = rows.publish(event, by=operator)
    redact_text(event, text="secret", by=operator, reason="A mistake")
    (_memory, row, redaction, publication, *_) = (
        browser_of(operator).get(PAGE, {"event": str(event.uid)}).context["lines"]
    )
    assert row.described.changes == [("Summary", "A [removed]", "A [removed]")]
    assert (publication.described.action, publication.described.name) == ("published", str(edition))
    assert (redaction.described.action, redaction.described.changes[0]) == ("redacted", ("Edition", "", str(edition)))


def test_user_who_is_gone_and_the_system_are_told_apart(operator: User) -> None:
    gone = rows.stranger()
    with acting_as(gone):
        rows.country("HR", "Croatia")
    gone.delete()
    rows.country("RS", "Serbia")
    lines = browser_of(operator).get(PAGE, {"kind": "tours.country"}).context["lines"]
    assert [line.described.who for line in lines] == ["the system", "a user who was deleted"]


def test_entries_of_what_is_watched_no_longer_and_of_fields_that_are_gone_are_still_told(operator: User) -> None:
    gone = ContentType.objects.create(app_label="former", model="coach")
    facts = {"object_pk": "1", "action": AuditEntry.Action.CREATE, "changes": {"colour": [None, "red"]}}
    for kind, name in ((ContentType.objects.get_for_model(Group), "Old group"), (gone, "Old coach")):
        AuditEntry.objects.create(content_type=kind, object_repr=name, **facts)
    lines = browser_of(operator).get(PAGE).context["lines"][:2]
    assert [(line.described.name, line.described.kind, line.described.action) for line in lines] == [
        ("Old coach", "coach", "added"),
        ("Old group", "group", "added"),
    ]
    assert [line.described.changes for line in lines] == [[("colour", "", "red")]] * 2


def test_token_is_told(operator: User) -> None:
    operator.limits = Limits(powers=frozenset(), token_name="Website (sj_1a2b)")
    with acting_as(operator):
        rows.country()
    assert "<b>Operator</b>, by the API token “Website (sj_1a2b)”: country added" in page_of(operator)


def page_of(user: User, **asked_for: str | int) -> str:
    return browser_of(user).get(PAGE, asked_for).content.decode()


def test_words_are_found_however_they_are_spelt(operator: User) -> None:
    rows.person("Đorđe Čačak")
    rows.person("Ana")
    for query in ("djordje", "Ђорђе", "cacak đor", "ĐORĐE"):
        assert names(operator, q=query) == ["Đorđe Čačak"]
    assert names(operator, q="zanzibar") == []
    assert names(operator, q="?!") == []


def test_former_value_is_found(operator: User) -> None:
    event = rows.event(summary="In Zanzibar")
    event.summary = "In Seoul"
    event.save()
    assert len(names(operator, q="zanzibar")) == 2


def test_filters_narrow_to_who_what_where_and_when(world: dict[str, Event], operator: User) -> None:
    with acting_as(operator):
        rows.country("HR", "Croatia")
    assert names(operator, who="oper") == ["Croatia"]
    assert "Croatia" not in names(operator, who="the system")
    assert names(operator, kind="tours.agendaitem") == ["Item there", "Item here"]
    for event in (str(world["here"].uid), world["here"].slug):
        assert names(operator, event=event) == ["Speaker here", "Speaker: Speaker here", "Item here", "Here"]
    assert names(operator, event="theR") == names(operator, event=str(world["there"].uid)) != []
    assert names(operator, event="nowhere") == names(operator, who="nobody") == []
    speaker = Person.objects.get(display_name="Speaker here")
    assert names(operator, person=str(speaker.uid)) == ["Speaker here", "Speaker: Speaker here", "Speaker here"]
    AuditEntry.objects.filter(object_repr="Croatia").update(timestamp=datetime(2026, 11, 5, 23, 59, 59, tzinfo=UTC))
    assert names(operator, until="2026-11-05") == ["Croatia"]
    assert names(operator, since="2026-11-05", until="2026-11-05") == ["Croatia"]
    assert names(operator, until="2026-11-04") == []


def test_kinds_of_one_name_are_one_choice(operator: User) -> None:
    rows.seoul()
    PersonName.objects.create(person=rows.person(), text="Ђорђе", language="sr", script="Cyrl")
    choices = browser_of(operator).get(PAGE).context["form"].fields["kind"].choices
    (value,) = [value for value, label in choices if label == "Name in another script"]
    assert names(operator, kind=value) == ["Ђорђе", "서울"]


def test_what_was_done_in_one_request_is_seen_together(operator: User) -> None:
    browser = browser_of(operator)
    browser.post(reverse("admin:tours_country_add"), COUNTRY | {"code": "HR", "name": "Croatia"})
    browser.post(reverse("admin:tours_country_add"), COUNTRY | {"code": "RS", "name": "Serbia"} | FORMER)
    together = AuditEntry.objects.get(object_repr="Serbia").cid
    assert names(operator, together=together or "") == ["Yugoslavia", "Serbia"]


COUNTRY = {"former_names-TOTAL_FORMS": 1, "former_names-INITIAL_FORMS": 0}
FORMER = {"former_names-0-name": "Yugoslavia", "former_names-0-until": "2003-02-04"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"event": "x" * 201}, "Ensure this value has at most 200 characters"),
        ({"since": "soon"}, "Enter a valid date."),
        ({"kind": "auth.permission"}, "Select a valid choice"),
        ({"who": "x" * 201}, "Ensure this value has at most 200 characters"),
        ({"thing": "x" * 301}, "Record: Ensure this value has at most 300 characters"),
        ({"person": "x"}, "is not a valid UUID."),
        ({"q": "x" * 201}, "Ensure this value has at most 200 characters"),
    ],
)
def test_what_cannot_be_asked_is_said(operator: User, query: dict[str, str], message: str) -> None:
    answer = browser_of(operator).get(PAGE, query)
    assert (answer.status_code, answer.context["lines"]) == (400, [])
    assert message in answer.content.decode()
    assert "<title>Error: Audit trail" in answer.content.decode()


def test_filters_find_nothing_that_one_may_not_know_of(world: dict[str, Event], operator: User) -> None:
    with acting_as(operator):
        world["there"].items.get().delete()
    colleague = with_role(RoleKind.COORDINATOR, event=world["here"])
    assert names(colleague, who="Operator") == names(colleague, event=str(world["there"].uid)) == []
    stranger = Person.objects.get(display_name="Speaker there")
    assert browser_of(colleague).get(PAGE, {"person": str(stranger.uid)}).status_code == 400
    User.objects.filter(pk=colleague.pk).update(name="Ana", email="secret@example.org")
    colleague.refresh_from_db()
    with acting_as(colleague):
        world["here"].save()
        rows.item(world["here"], title="New")
    assert [names(colleague, who=word) for word in ("ana", "secret")] == [["New"], []]


def test_event_that_comes_by_a_link_is_told_by_its_title_and_can_be_left_out(operator: User) -> None:
    event = rows.event(title="Week in Seoul")
    answer = browser_of(operator).get(PAGE, {"event": str(event.uid)})
    assert [(each.label, each.value, each.others) for each in answer.context["chosen"]] == [
        ("Event title", "Week in Seoul", "")
    ]
    assert f'<input type="hidden" name="event" value="{event.uid}"' in answer.content.decode()
    typed = page_of(operator, event="week")
    assert re.findall('<input type="text" name="event" value="([^"]*)"', typed) == ["week"]


@pytest.mark.parametrize("size", [2, 40])
def test_page_offers_no_rows_of_tables_that_grow(operator: User, size: int) -> None:
    for number in range(size):
        with acting_as(rows.stranger(name=f"User {number}")):
            rows.event(title=f"Event {number}")
    browser = browser_of(operator)
    browser.get(PAGE)
    with asked() as of_database:
        page = browser.get(PAGE, {"kind": "tours.country"}).content.decode()
    assert (of_database.queries, of_database.rows(), "<select name=" in page) == (4, 4, True)
    assert "User 1" not in page


def test_long_texts_are_told_around_the_change_and_in_full_by_themselves(operator: User) -> None:
    long = "word " * 100
    event = rows.event(summary=f"{long}old {long}".strip())
    event.summary = f"{long}new {long}".strip()
    event.save()
    browser = browser_of(operator)
    (line, *_) = browser.get(PAGE).context["lines"]
    (change,) = line.described.changes
    begin = 500 - 60
    assert change.before == "…" + event.summary.replace("new", "old")[begin : begin + 300] + "…"
    assert change.after == "…" + event.summary[begin : begin + 300] + "…"
    (change,) = browser.get(f"{PAGE}{line.described.entry.pk}/").context["line"].described.changes
    assert change.after == event.summary


def test_entry_that_one_may_not_read_is_not_there(world: dict[str, Event], operator: User) -> None:
    entry = AuditEntry.objects.get(object_repr="Item there")
    assert browser_of(operator).get(f"{PAGE}{entry.pk}/").context["line"].described.name == "Item there"
    viewer = browser_of(with_role(RoleKind.VIEWER, event=world["here"]))
    assert viewer.get(f"{PAGE}{entry.pk}/").status_code == 404
    assert viewer.get(f"{PAGE}{2**80}/").status_code == 404


def test_values_are_told_as_text(operator: User) -> None:
    rows.person("<script>alert(1)</script>")
    page = page_of(operator)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_pages_hold_25_entries_and_keep_the_filters(operator: User) -> None:
    for number in range(26):
        rows.person(f"Person {number}")
    page = page_of(operator, kind="tours.person")
    assert '<a rel="next" href="?kind=tours.person&amp;page=2">' in page
    assert names(operator, kind="tours.person", page=2) == ["Person 0"]


def test_pages_lead_to_the_newest_entries_and_say_that_there_are_more(
    operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tours.desk.audit.ENTRIES_A_PAGE", 2)
    monkeypatch.setattr("tours.desk.audit.MOST_ENTRIES", 3)
    for number in range(3):
        rows.person(f"Person {number}")
    assert "<p>3 entries, the newest first.</p>" in page_of(operator, kind="tours.person")
    rows.person("Person 3")
    page = page_of(operator, kind="tours.person", page=3)
    assert "<p>More than 3 entries, the newest first. Pages lead to the first 3, filters to the others.</p>" in page
    assert names(operator, kind="tours.person", page=3) == ["Person 1"]


@pytest.mark.parametrize("size", [30, 300])
def test_few_columns_are_read_of_entries_that_are_not_shown(
    operator: User, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("tours.desk.audit.MOST_ENTRIES", 29)
    facts = {"content_type": ContentType.objects.get_for_model(Event), "object_pk": "1", "action": 1, "changes": {}}
    now = datetime.now(UTC)
    AuditEntry.objects.bulk_create(AuditEntry(**facts, words=" week", timestamp=now) for _number in range(size))
    browser = browser_of(operator)
    with asked() as of_database:
        browser.get(PAGE, {"q": "week"})
    of_entries = [each for each in of_database.statements if "audit" in each[0]]
    assert [('."changes"' in statement, Asked([(statement, params)]).rows()) for statement, params in of_entries] == [
        (False, 30),
        (True, 25),
    ]


@pytest.mark.parametrize("size", [3, 30])
def test_page_costs_the_same_however_many_entries_it_tells(operator: User, size: int) -> None:
    event = rows.event()
    with acting_as(operator):
        for _number in range(size):
            rows.speaker(rows.item(event))
    browser = browser_of(operator)
    browser.get(PAGE)  # content types are known from then on
    with asked() as of_database:
        answer = browser.get(PAGE, {"event": str(event.uid)})
    assert len(answer.context["lines"]) == min(3 * size + 1, 25)
    assert of_database.queries == 5


def test_event_leads_to_its_part_of_the_trail_from_the_desk_and_the_administration(operator: User) -> None:
    event = rows.event()
    browser, link = browser_of(operator), f'<a href="{PAGE}?event={event.uid}">'
    assert link in browser.get(f"/desk/events/{event.uid}/").content.decode()
    assert link in browser.get(reverse("admin:tours_event_change", args=[event.pk])).content.decode()
    history = browser.get(reverse("admin:tours_event_history", args=[event.pk])).content.decode()
    assert f'<a href="{PAGE}?thing=tours.event:{event.pk}">' in history
    assert names(operator, thing=f"tours.event:{event.pk}") == [event.title]


def test_trail_is_edited_nowhere(operator: User) -> None:
    groups = browser_of(operator).get(reverse("admin:index")).context["app_list"]
    assert [m["object_name"] for group in groups for m in group["models"] if m["object_name"] == "AuditEntry"] == []


@pytest.mark.slow
def test_pages_are_valid(operator: User, tmp_path: Path) -> None:
    """By the Nu Html Checker: with entries and without, with mistakes, and one entry by itself."""
    with acting_as(operator):
        event = rows.full_event(2)
        event.items.all()[0].delete()
    browser, key = browser_of(operator), AuditEntry.objects.values_list("pk", flat=True)[0]
    queries = [
        "",
        f"?event={event.uid}",
        "?q=zanzibar",
        "?who=0&since=2026-01-01&thing=x%00&q=x%00",
        "?kind=tours.person&together=x",
    ]
    for number, address in enumerate([f"{PAGE}{key}/", *(PAGE + query for query in queries)]):
        (tmp_path / f"{number}.html").write_bytes(browser.get(address).content)
    pages = sorted(tmp_path.glob("*.html"))
    assert (len(pages), complaints(pages)) == (6, [])
