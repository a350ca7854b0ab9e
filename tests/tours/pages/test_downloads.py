"""The programme as PDF: on which paper, for whom, and under which name."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found
from tours.models import Event, Group
from tours.vocabulary import Access, Level

pytestmark = pytest.mark.django_db
PDF, DAYS = "/events/week/programme.pdf", "/events/days/programme.pdf"
LEVELS = {"For everyone": Level.PUBLIC, "For delegates": Level.DELEGATES, "For staff": Level.STAFF}


@pytest.fixture(scope="module")
def key_of_event(shared_rows: Path) -> int:
    made = rows.event(slug="week", title="Smart City Week")
    for title, level in LEVELS.items():
        rows.item(made, title=title, level=level)
    for name in ("A", "B", "A,B"):
        item = rows.item(made, title=f"For group <{name}>", level=Level.DELEGATES)
        item.groups.add(Group.objects.create(event=made, name=name))
    rows.publish(made)
    return made.pk


@pytest.fixture
def event(key_of_event: int) -> Event:
    """A published event with an item a level, and one for each of three groups, one of which has a comma in its name."""
    return Event.objects.get(pk=key_of_event)


@pytest.fixture
def editor() -> Client:
    return browser_of(rows.coordinator())


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def shown(answer: Any) -> list[str]:
    """The titles of the items that the booklet shows, in alphabetical order."""
    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    titles = [*LEVELS, *(f"For group <{name}>" for name in ("A", "B", "A,B"))]
    return sorted(title for title in titles if title in text)


def sentence(answer: Any) -> str:
    return str(answer.context["message"])


def kept_files(settings: Settings) -> int:
    return sum(path.is_file() for path in Path(settings.KEPT_DIR).rglob("*"))


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("", (595.28, 841.89)),
        ("?format=a4", (595.28, 841.89)),
        ("?format=letter", (612, 792)),
        ("?format=pocket", (297.64, 419.53)),
    ],
)
def test_format_is_the_size_of_the_paper(client: Client, event: Event, query: str, size: tuple[float, float]) -> None:
    box = PdfReader(BytesIO(client.get(PDF + query).content)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.01)


FORMATS = "The programme comes on A4 (format=a4), on US Letter (letter) and on A6 for the pocket (pocket)."
NOTES = "The programme has at most 8 pages to write on, as in notes=2."
AUDIENCES = "The programme is for everyone (audience=public), for delegates (delegates) or for staff (staff)."
GROUPS = "Groups need the audience delegates, as in audience=delegates&group=A."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("format=", FORMATS),
        ("format=A4", FORMATS),
        ("format=a4%00", FORMATS),
        ("format=" + "9" * 4000, FORMATS),
        ("notes=", NOTES),
        ("notes=9", NOTES),
        ("notes=-1", NOTES),
        ("notes=01", NOTES),
        ("notes=12", NOTES),
        ("notes=1.0", NOTES),
        ("notes=%D9%A1", NOTES),
        ("notes=" + "9" * 5000, NOTES),
        ("audience=", AUDIENCES),
        ("audience=STAFF", AUDIENCES),
        ("audience=delegates:A", AUDIENCES),
        ("group=A", GROUPS),
        ("audience=public&group=A", GROUPS),
        ("audience=staff&group=A", GROUPS),
    ],
)
@pytest.mark.parametrize("slug", ["week", "nowhere"])
def test_what_is_not_offered_is_told_in_a_sentence_whether_there_is_the_event_or_not(
    client: Client, event: Event, settings: Settings, slug: str, query: str, expected: str
) -> None:
    answer = client.get(f"/events/{slug}/programme.pdf?{query}")
    assert (answer.status_code, sentence(answer), kept_files(settings)) == (400, expected, 0)


def test_former_parameter_means_nothing(client: Client, event: Event) -> None:
    assert client.get(f"{PDF}?paper=letter")["ETag"] == client.get(PDF)["ETag"]


def test_all_that_shapes_the_booklet_gives_it_another_tag(editor: Client, event: Event) -> None:
    queries = ["", "?format=letter", "?format=pocket", "?notes=1", "?notes=8", "?format=letter&notes=1"]
    queries += [f"?audience={query}" for query in ("staff", "delegates", "delegates&group=A", "delegates&group=B")]
    queries += [f"?audience=delegates&{query}" for query in ("group=A&group=B", "group=A,B", "group=A&notes=1")]
    tags = [editor.get(PDF + query)["ETag"] for query in queries]
    assert len(set(tags)) == len(queries)


@pytest.mark.parametrize("query", ["format=a4", "notes=0", "audience=public", "audience=public&notes=0&unknown=1"])
def test_same_wish_said_otherwise_has_the_same_tag(client: Client, event: Event, query: str) -> None:
    assert client.get(f"{PDF}?{query}")["ETag"] == client.get(PDF)["ETag"]


def test_groups_count_once_in_any_order(editor: Client, event: Event) -> None:
    queries = ["group=A&group=B", "group=B&group=A", "group=B&group=A&group=B", "group=A%00&group=%20B"]
    assert len({editor.get(f"{PDF}?audience=delegates&{query}")["ETag"] for query in queries}) == 1


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["For everyone"]),
        ("?audience=public", ["For everyone"]),
        (
            "?audience=delegates",
            ["For delegates", "For everyone", "For group <A,B>", "For group <A>", "For group <B>"],
        ),
        ("?audience=delegates&group=A", ["For delegates", "For everyone", "For group <A>"]),
        ("?audience=delegates&group=A&group=B", ["For delegates", "For everyone", "For group <A>", "For group <B>"]),
        ("?audience=delegates&group=A,B", ["For delegates", "For everyone", "For group <A,B>"]),
        (
            "?audience=staff",
            ["For delegates", "For everyone", "For group <A,B>", "For group <A>", "For group <B>", "For staff"],
        ),
    ],
)
def test_booklet_holds_what_its_audience_sees(editor: Client, event: Event, query: str, titles: list[str]) -> None:
    assert shown(editor.get(PDF + query)) == titles


@pytest.mark.parametrize("query", ["audience=staff", "audience=delegates", "audience=delegates&group=A"])
@pytest.mark.parametrize("someone", ["nobody", "stranger", "inactive coordinator"])
def test_booklet_of_an_audience_is_not_there_for_others(
    editor: Client, event: Event, settings: Settings, query: str, someone: str
) -> None:
    assert editor.get(f"{PDF}?{query}").status_code == 200
    kept = kept_files(settings)
    browser = Client()
    if someone != "nobody":
        user = rows.stranger() if someone == "stranger" else rows.coordinator()
        browser.force_login(user)
        User.objects.filter(pk=user.pk).update(is_active=someone == "stranger")
    for headers in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
        asked_for, missing = [_answer(browser, slug, query, headers) for slug in ("week", "nowhere")]
        assert asked_for == missing
        assert asked_for[0] == 404
    assert kept_files(settings) == kept


def _answer(browser: Client, slug: str, query: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes, int]:
    """The parts by which answers differ, and the number of queries."""
    with asked() as seen:
        same = headers | {"X-Request-ID": "the-same-for-both"}
        answer = browser.get(f"/events/{slug}/programme.pdf?{query}", headers=same)
    return answer.status_code, dict(answer.items()), answer.content, seen.queries


@pytest.mark.parametrize("query", ["audience=staff", "audience=delegates"])
def test_booklet_of_an_audience_stays_out_of_shared_caches(editor: Client, event: Event, query: str) -> None:
    for headers, status in (({}, 200), ({"Range": "bytes=0-9"}, 206)):
        answer = editor.get(f"{PDF}?{query}", headers=headers)
        assert (answer.status_code, answer["Cache-Control"], answer["Vary"]) == (status, "private, no-cache", "Cookie")
    again = editor.get(f"{PDF}?{query}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")


def test_booklet_for_everyone_is_one_for_all_caches_also_where_it_is_named(editor: Client, event: Event) -> None:
    answer = editor.get(f"{PDF}?audience=public")
    assert (answer["Cache-Control"], "Vary" in answer) == ("public, no-cache", False)


@pytest.mark.parametrize(("query", "cost"), [("staff", 3), ("delegates", 4), ("delegates&group=A", 4)])
def test_kept_booklet_costs_session_user_and_event_and_for_delegates_the_edition(
    editor: Client, event: Event, query: str, cost: int
) -> None:
    address = f"{PDF}?audience={query}"
    tag = editor.get(address)["ETag"]
    for headers, status in (({}, 200), ({"Range": "bytes=0-9"}, 206), ({"If-None-Match": tag}, 304)):
        with asked() as warm:
            assert editor.get(address, headers=headers).status_code == status
        assert (warm.queries, warm.rows()) == (cost, cost)


def test_first_booklet_of_an_audience_reads_the_edition_besides(editor: Client, event: Event) -> None:
    with asked() as cold:
        editor.get(f"{PDF}?audience=staff")
    assert (cold.queries, cold.rows()) == (4, 4)


@pytest.mark.parametrize("group", ["C", "", "a", "A, B", "A\0B", "<b>", "x" * 3000])
def test_made_up_group_is_told_and_nothing_is_kept(
    editor: Client, event: Event, settings: Settings, group: str
) -> None:
    answer = editor.get(PDF, {"audience": "delegates", "group": ["A", group]})
    expected = f"Version 1 has no items for a group “{group.replace(chr(0), '')}”."
    assert (answer.status_code, sentence(answer), kept_files(settings)) == (400, expected, 0)


def test_group_without_items_in_the_edition_is_none_of_it(editor: Client, event: Event) -> None:
    event.items.filter(title="For group <B>").delete()
    rows.publish(event)
    answer = editor.get(f"{PDF}?audience=delegates&group=B")
    assert (answer.status_code, sentence(answer)) == (400, "Version 2 has no items for a group “B”.")


def test_event_for_participants_has_no_programme_for_everyone(client: Client) -> None:
    rows.publish(rows.full_event(3, slug="days", access=Access.PARTICIPANTS))
    for browser in (client, browser_of(rows.stranger()), browser_of(rows.coordinator())):
        assert is_not_found(browser.get(f"{DAYS}?audience=public"))


def test_event_for_participants_is_drawn_for_delegates_by_either_address(editor: Client) -> None:
    rows.publish(rows.full_event(3, slug="days", title="Closed Days", access=Access.PARTICIPANTS))
    answers = [editor.get(address) for address in (DAYS, f"{DAYS}?audience=delegates")]
    names = ("ETag", "Cache-Control", "Content-Disposition")
    assert [answers[0][name] for name in names] == [answers[1][name] for name in names]
    assert answers[0]["Content-Disposition"] == 'inline; filename="Closed Days - Version 1 - Delegates.pdf"'


def test_what_anyone_can_have_kept_is_bounded(client: Client, event: Event, settings: Settings) -> None:
    """Three papers, with none to eight pages to write on; here those of one paper."""
    for notes in range(12):
        for more in ("", "&audience=public", "&audience=staff", "&group=A", "&unknown=1", "&format=a4"):
            client.get(f"{PDF}?notes={notes}{more}")
    assert kept_files(settings) == 9


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Smart City Week - Version 1.pdf"),
        ("?notes=2", "Smart City Week - Version 1.pdf"),
        ("?format=letter", "Smart City Week - Version 1 - US Letter.pdf"),
        ("?format=pocket", "Smart City Week - Version 1 - Pocket.pdf"),
        ("?audience=staff", "Smart City Week - Version 1 - Staff.pdf"),
        ("?audience=delegates", "Smart City Week - Version 1 - Delegates.pdf"),
        (
            "?audience=delegates&group=B&group=A&format=pocket",
            "Smart City Week - Version 1 - Delegates (A, B) - Pocket.pdf",
        ),
    ],
)
def test_booklet_is_saved_under_title_version_audience_and_paper(
    editor: Client, event: Event, query: str, name: str
) -> None:
    assert editor.get(PDF + query)["Content-Disposition"] == f'inline; filename="{name}"'


def test_title_in_another_script_gives_a_name_for_every_client(client: Client) -> None:
    rows.publish(rows.event(slug="days", title="Дани/„Београд“\u202e"))
    assert client.get(DAYS)["Content-Disposition"] == (
        'inline; filename="Dani Beograd - Version 1.pdf"; '
        "filename*=UTF-8''%D0%94%D0%B0%D0%BD%D0%B8%20%D0%91%D0%B5%D0%BE%D0%B3%D1%80%D0%B0%D0%B4%20-%20Version%201.pdf"
    )


def test_page_of_the_event_leads_to_every_format(client: Client, event: Event) -> None:
    page = client.get("/events/week/").content.decode()
    links = {
        PDF: "Programme to print (PDF, A4)",
        f"{PDF}?format=letter": "Programme to print (PDF, US Letter)",
        f"{PDF}?format=pocket": "Programme for the pocket (PDF, A6)",
    }
    assert [f'<li><a href="{address}">{words}</a></li>' in page for address, words in links.items()] == [True] * 3
    assert [client.get(address).status_code for address in links] == [200] * 3


def test_no_search_engine_lists_a_calendar(event: Event, client: Client) -> None:
    assert client.get(f"/events/{event.slug}/programme.ics")["X-Robots-Tag"] == "noindex"
