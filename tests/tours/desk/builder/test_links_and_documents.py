"""Links and documents in the form of an item: written, uploaded, refused, and taken back by one undo."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from backstage.models import AuditEntry
from tests.counting import asked
from tests.factories import rows
from tests.tours.desk.builder.test_pages import IN_PLACE, SAVEPOINTS, SIGNED_IN, Desk
from tours.models import AgendaItem, Document, Event, ItemLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def desk(event: Event) -> Desk:
    return Desk(event, rows.coordinator())


@pytest.fixture
def item(event: Event) -> AgendaItem:
    """With a link for delegates and a document, of two that the event has."""
    item = rows.item(event, title="Visit")
    ItemLink.objects.create(item=item, label="Join us", url="https://example.org/join", level="delegates")
    item.documents.add(document(event, "Map"))
    document(event, "Plan", level="staff")
    return item


def document(event: Event, title: str, **facts: Any) -> Document:
    made = Document(event=event, title=title, file=ContentFile(f"%PDF-1.7 {title}".encode(), f"{title}.pdf"), **facts)
    made.full_clean()
    made.save()
    return made


def note(words: str = "note") -> SimpleUploadedFile:
    return SimpleUploadedFile("Slides of the mayor.pdf", f"%PDF-1.7 {words}".encode())


def stands(item: AgendaItem) -> list[tuple[str, ...]]:
    links = [(link.label, link.url, link.level) for link in item.links.all()]
    return [*links, *((row.title, row.level) for row in item.documents.all())]


JOIN, MAP = ("Join us", "https://example.org/join", "delegates"), ("Map", "public")


@pytest.mark.parametrize("headers", [IN_PLACE, None], ids=["in place", "page"])
def test_links_and_documents_are_shown_with_their_level_and_written_as_one_step(
    desk: Desk, event: Event, item: AgendaItem, headers: Any
) -> None:
    form = desk.get("desk_item", item.uid, headers=headers).context["form"]
    assert form["links"].value() == "Join us https://example.org/join (Delegates)"
    assert [str(choice.data["label"]) for choice in form["documents"]] == ["Map", "Plan (Staff)"]
    before, plan = stands(item), Document.objects.get(title="Plan")
    typed = {"links": "The map www.example.org/map\r\nDuties https://example.org/(a) (staff)", "documents": [plan.pk]}
    answer = desk.post("desk_item", item.uid, headers=headers, **desk.sent(item) | typed)
    assert answer.status_code == (200 if headers else 302)
    after = [("The map", "https://www.example.org/map", "public"), ("Duties", "https://example.org/(a)", "staff")]
    assert stands(item) == [*after, ("Plan", "staff")]
    desk.post("desk_undo", step="1")
    assert stands(item) == before
    desk.post("desk_redo")
    assert stands(item) == [*after, ("Plan", "staff")]


def test_uploaded_document_belongs_to_event_and_item_and_goes_and_comes_with_the_step(
    desk: Desk, event: Event, item: AgendaItem
) -> None:
    AgendaItem.objects.update(level="delegates")
    AuditEntry.objects.all().delete()
    assert desk.save(item, file=note()).status_code == 200
    assert stands(item) == [JOIN, MAP, ("Slides of the mayor", "delegates")]
    assert [row.title for row in event.documents.all()] == ["Map", "Plan", "Slides of the mayor"]
    told = [(entry.content_type.model, entry.get_action_display()) for entry in AuditEntry.objects.order_by("pk")]
    assert told == [("document", "create"), ("agendaitem", "update")]
    desk.post("desk_undo", step="1")
    assert (stands(item), event.documents.count()) == ([JOIN, MAP], 2)
    desk.post("desk_redo")
    assert stands(item) == [JOIN, MAP, ("Slides of the mayor", "delegates")]


def test_chosen_file_survives_a_refusal_on_the_page_and_is_saved_without_being_chosen_again(
    desk: Desk, item: AgendaItem
) -> None:
    sent = desk.sent(item) | {"file_title": "Speech", "file_level": "staff"}
    refused = desk.post("desk_item", item.uid, **sent | {"title": "", "file": note()})
    page = refused.content.decode()
    assert (refused.status_code, "“Slides of the mayor.pdf” is chosen" in page) == (400, True)
    [key] = re.findall(r'name="file-kept" value="([^"]+)"', page)
    assert desk.post("desk_item", item.uid, **sent | {"file-kept": key}).status_code == 302
    assert stands(item) == [JOIN, MAP, ("Speech", "staff")]


NO_LINK = "“%s” is no link. Write a title and an address, and behind it (Delegates, Staff) if it is not for everyone."


@pytest.mark.parametrize(
    ("typed", "field", "error"),
    [
        ({"links": "Fine https://example.org\nJoin us"}, "links", NO_LINK % "Join us"),
        ({"links": "A https://example.org (later)"}, "links", NO_LINK % "A https://example.org (later)"),
        ({"links": "Join ftp://example.org/"}, "links", "“Join ftp://example.org/”: Enter a valid URL."),
        ({"links": "A https://example.org\n" * 51}, "links", "Write at most 50 links."),
        ({"file_title": "Speech"}, "file", "Choose the file that has this name."),
        (
            {"file": SimpleUploadedFile("a.exe", b"MZ")},
            "file",
            "This kind of file is not accepted. Use PDF, an office document or a picture.",
        ),
    ],
    ids=["no address", "no level", "no web address", "too many", "no file", "no document"],
)
def test_what_is_refused_says_why_and_writes_nothing(
    desk: Desk, event: Event, item: AgendaItem, typed: dict[str, Any], field: str, error: str
) -> None:
    answer = desk.save(item, **typed)
    assert (answer.status_code, answer.context["form"].errors) == (400, {field: [error]})
    assert (stands(item), event.kept_rows.count()) == ([JOIN, MAP], 0)


def test_document_of_another_event_is_none_to_choose(desk: Desk, item: AgendaItem) -> None:
    other = document(rows.event(), "Secret")
    answer = desk.save(item, documents=[str(other.pk)])
    assert (answer.status_code, list(answer.context["form"].errors), stands(item)) == (400, ["documents"], [JOIN, MAP])
    assert b"Secret" not in answer.content


def test_what_a_colleague_gave_the_item_meanwhile_is_not_taken_away_by_an_old_form(
    desk: Desk, event: Event, item: AgendaItem
) -> None:
    mine = desk.sent(item) | {"links": "", "room": "Hall 1"}
    desk.save(item, documents=[row.pk for row in event.documents.all()])
    answer = desk.post("desk_item", item.uid, headers=IN_PLACE, **mine)
    assert list(answer.context["form"].non_field_errors())[1:] == ["Documents is now “Map, Plan (Staff)”."]
    assert stands(item) == [JOIN, MAP, ("Plan", "staff")]


def test_links_and_documents_that_are_not_touched_cost_no_query(desk: Desk, event: Event, item: AgendaItem) -> None:
    for number in range(20):
        ItemLink.objects.create(item=item, label="More", url=f"https://example.org/{number}", position=1)
        item.documents.add(document(event, f"More {number}"))
    sent = desk.sent(item) | {"room": "Hall 1"}
    with asked() as database:
        assert desk.post("desk_item", item.uid, headers=IN_PLACE, **sent).status_code == 200
    assert database.queries == SIGNED_IN + SAVEPOINTS + 6
    assert (event.items.get().room, item.links.count(), item.documents.count()) == ("Hall 1", 21, 21)
