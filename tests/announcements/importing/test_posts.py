import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from announcements.importing.posts import Outcome, import_posts, read_rows
from announcements.models import Category, OldAddress, Post, PostWord, State
from backstage.models import AuditEntry
from tests.announcements.makers import published_post
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db


def row(**facts: Any) -> dict[str, Any]:
    return {"title": "Cities in Seoul", "date": "2017-08-30", "old_addresses": ["/index.php?id=42"]} | facts


def refused(*raw: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        import_posts(raw, by=rows.coordinator())
    return refusal.value.messages


def test_post_comes_in_with_all_that_the_file_says() -> None:
    Category.objects.create(name="News", slug="news")
    by = rows.coordinator()
    facts = {
        "author": "Maja Novak",
        "body": "To *learn*.",
        "language": "hr",
        "dateline": "Seoul",
        "summary": "Two cities.",
        "categories": ["News", "Догађаји"],
        "views": 6889,
        "old_addresses": ["https://old.example.org/index.php?id=42&lang=hr", "/новости/1"],
    }
    assert import_posts([row(**facts)], by=by) == Outcome(imported=1, known=0)
    post = Post.objects.get()
    assert (post.title, post.slug, post.byline, post.language) == (
        "Cities in Seoul",
        "cities-in-seoul",
        "Maja Novak",
        "hr",
    )
    assert (post.dateline, post.summary, post.body) == ("Seoul", "Two cities.", "To *learn*.")
    assert (post.state, post.published_on, post.published_by) == (State.PUBLISHED, date(2017, 8, 30), by)
    assert post.earlier_views == 6889
    assert [(row.name, row.slug) for row in post.categories.all()] == [("News", "news"), ("Догађаји", "dogadjaji")]
    assert list(post.old_addresses.order_by("path").values_list("path", flat=True)) == [
        "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
        "/index.php?id=42&lang=hr",
    ]
    assert PostWord.objects.filter(post=post, word="seoul").exists()


def test_html_becomes_markdown() -> None:
    import_posts([row(format="html", body="<p>To <b>learn</b><script>x</script></p>")], by=rows.coordinator())
    assert Post.objects.get().body == "To **learn**"


def test_second_run_brings_only_what_is_new() -> None:
    by = rows.coordinator()
    first = [row(), row(title="By slug", slug="by-slug", old_addresses=[])]
    import_posts(first, by=by)
    Post.objects.filter(slug="by-slug").update(title="Corrected here")
    again = import_posts([*first, row(title="New", old_addresses=["/3"])], by=by)
    assert again == Outcome(imported=1, known=2)
    assert sorted(Post.objects.values_list("title", flat=True)) == ["Cities in Seoul", "Corrected here", "New"]
    assert OldAddress.objects.count() == 2


def test_same_title_twice_gives_two_addresses() -> None:
    import_posts([row(), row(old_addresses=["/2"])], by=rows.coordinator())
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["cities-in-seoul", "cities-in-seoul-2"]


def test_nothing_comes_in_where_a_row_is_wrong_and_each_is_told() -> None:
    assert refused(
        row(),
        row(title="", old_addresses=["/2"]),
        row(language="E1", old_addresses=["/3"]),
        row(old_addresses=["/" + "x" * 600]),
    ) == [
        "Row 2: title: This field cannot be blank. A post needs a title.",
        "Row 3: language: “E1” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR.",
        "Row 4: path: Ensure this value has at most 500 characters (it has 601).",
    ]
    assert (Post.objects.count(), OldAddress.objects.count()) == (0, 0)


def test_rows_that_cannot_be_read_are_told_before_anything_is_tried() -> None:
    assert refused(
        {"date": "2017-08-30", "slug": "a"},
        row(date="30.8.2017"),
        row(old_addresses=[]),
        row(old_address="/1"),
        row(views="many"),
        row(old_addresses=["http://[/x"]),
    ) == [
        "Row 1: Object missing required field `title`",
        "Row 2: Invalid RFC3339 encoded date - at `$.date`",
        "Row 3: It needs an old address or a slug, so that a second import recognises it.",
        "Row 4: Object contains unknown field `old_address`",
        "Row 5: Expected `int`, got `str` - at `$.views`",
        "Row 6: Invalid IPv6 URL",
    ]


def test_body_that_would_lose_words_is_refused_with_its_row() -> None:
    deep = "<blockquote>" * 60 + "deep" + "</blockquote>" * 60
    assert refused(row(), row(old_addresses=["/2"], format="html", body=deep)) == [
        "Row 2: too deep, or not to be said in Markdown"
    ]


def test_text_that_is_too_long_is_refused_with_its_row_and_field_and_its_length() -> None:
    told = "Shorten this text to {} characters. It has {}."
    assert refused(
        row(), row(old_addresses=["/b"], summary="a" * 2_001), row(old_addresses=["/c"], body="a" * 200_001)
    ) == [
        f"Row 2: summary: {told.format(2_000, 2_001)}",
        f"Row 3: body: {told.format(200_000, 200_001)}",
    ]


def test_two_rows_with_one_address_are_refused() -> None:
    assert refused(row(), row(title="Another")) == ["“/index.php?id=42” stands in more than one row."]


def test_csv_is_read_as_json_is(tmp_path: Path) -> None:
    made = tmp_path / "posts.csv"
    made.write_text(
        "title,date,views,author,categories,old_addresses\r\n"
        'Cities in Seoul,2017-08-30,12,,"News, all|Events",/a?x=1|/b\r\n'
        '"Two\r\nlines",2017-09-01,,Maja,,/c\r\n',
        encoding="utf-8-sig",
        newline="",
    )
    assert read_rows(made) == [
        {
            "title": "Cities in Seoul",
            "date": "2017-08-30",
            "views": "12",
            "categories": ["News, all", "Events"],
            "old_addresses": ["/a?x=1", "/b"],
        },
        {"title": "Two\r\nlines", "date": "2017-09-01", "author": "Maja", "old_addresses": ["/c"]},
    ]
    assert import_posts(read_rows(made), by=rows.coordinator()) == Outcome(imported=2, known=0)
    assert Post.objects.get(old_addresses__path="/b").earlier_views == 12


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{}"),
        ("a.json", b"[1]"),
        ("a.json", b"["),
        ("a.json", b"\xff"),
        ("a.csv", b'title\n"open'),
        ("a.csv", b"\xff"),
    ],
)
def test_file_that_is_neither_is_refused_by_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValidationError, match=f"{name} cannot be read: "):
        read_rows(tmp_path / name)


def test_command_tells_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by = rows.coordinator()
    made = tmp_path / "posts.json"
    made.write_text(json.dumps([row()]))
    call_command("import_posts", made, by=by.email)
    call_command("import_posts", made, by=by.email)
    assert capsys.readouterr().out == ("Imported 1 post. 0 were here already.\nImported 0 posts. 1 was here already.\n")
    entries = AuditEntry.objects.filter(content_type__app_label="announcements")
    assert {entry.actor for entry in entries.select_related("actor")} == {by}


def test_command_tells_what_is_wrong(tmp_path: Path) -> None:
    by = rows.coordinator()
    made = tmp_path / "posts.json"
    made.write_text(json.dumps([row(title="")]))
    with pytest.raises(CommandError) as refusal:
        call_command("import_posts", made, by=by.email)
    assert (
        str(refusal.value) == "Row 1: title: This field cannot be blank. A post needs a title.\nNothing was imported."
    )
    with pytest.raises(CommandError, match="No user signs in here as nobody@example.org"):
        call_command("import_posts", made, by="nobody@example.org")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_posts", tmp_path / "missing.json", by=by.email)


def test_old_address_leads_on_to_the_imported_post(client: Client) -> None:
    import_posts([row()], by=rows.coordinator())
    response = client.get("/index.php?id=42")
    assert (response.status_code, response.headers["Location"]) == (301, "/news/cities-in-seoul/")
    assert is_not_found(client.get("/index.php?id=43"))


def test_what_is_here_is_not_taken_over() -> None:
    published_post(title="Cities in Seoul")
    import_posts([row()], by=rows.coordinator())
    assert sorted(Post.objects.values_list("slug", flat=True)) == ["cities-in-seoul", "cities-in-seoul-2"]


def test_plain_fields_lose_entities_and_addresses_do() -> None:
    facts = {"author": "M&amp;N", "dateline": "Se&#111;ul", "summary": "A &lt; B", "categories": ["R&amp;D", ""]}
    import_posts([row(title="R&amp;D", old_addresses=["/?a=1&amp;b=2"], **facts)], by=rows.coordinator())
    post = Post.objects.get(old_addresses__path="/?a=1&b=2")
    assert (post.title, post.byline, post.dateline, post.summary) == ("R&D", "M&N", "Seoul", "A < B")
    assert [category.name for category in post.categories.all()] == ["R&D"]


def test_capitals_make_no_other_category() -> None:
    Category.objects.create(name="Догађаји", slug="news")
    import_posts(
        [
            row(categories=["Konferenz", "догађаји"]),
            row(categories=["konferenz", " KONFERENZ "], old_addresses=["/2"]),
        ],
        by=rows.coordinator(),
    )
    assert sorted(Category.objects.values_list("name", flat=True)) == ["Konferenz", "Догађаји"]


def test_what_is_left_out_is_told_with_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = '<p>One <img src="/hall.jpg" alt="The hall"></p><a href="ftp://x/">two</a>'
    made = tmp_path / "posts.json"
    made.write_text(json.dumps([row(), row(old_addresses=["/2"], format="html", body=body)]))
    call_command("import_posts", made, by=rows.coordinator().email)
    assert capsys.readouterr().out.splitlines() == [
        "Imported 2 posts. 0 were here already.",
        "Row 2: Left out: the picture “The hall”, /hall.jpg.",
        "Row 2: Left out: the link to ftp://x/.",
    ]


def test_long_body_comes_in_from_csv(tmp_path: Path) -> None:
    made = tmp_path / "posts.csv"
    made.write_text(f"title,date,slug,body\nLong,2017-08-30,long,{'word ' * 40_000}\n")
    import_posts(read_rows(made), by=rows.coordinator())
    assert len(Post.objects.get().body) == 199_999


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("title,date\nA,2017-08-30\nB,2017-08-30,more", "Row 2: It has more cells than there are headings."),
        (f"title,date\nA,2017-08-30\n{'x' * 10_000_001},", "Row 2: field larger than field limit (10000000)"),
    ],
)
def test_row_of_csv_that_is_wrong_is_named(tmp_path: Path, content: str, reason: str) -> None:
    made = tmp_path / "a.csv"
    made.write_text(content)
    with pytest.raises(ValidationError) as refused:
        read_rows(made)
    assert refused.value.messages == [f"a.csv cannot be read: {reason}"]


@pytest.mark.parametrize("encoding", ["cp1250", "utf-16"])
def test_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path, encoding: str) -> None:
    made = tmp_path / "a.csv"
    made.write_bytes("title,date\nNovi Šid,2017-08-30\n".encode(encoding))
    line = 2 if encoding == "cp1250" else 1
    with pytest.raises(ValidationError) as refused:
        read_rows(made)
    assert refused.value.messages == [
        f"a.csv cannot be read: Line {line} is not UTF-8. Save the file as UTF-8, and try again."
    ]


def test_null_characters_do_no_harm() -> None:
    message = "Row 1: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."
    assert refused(row(slug="a\0b")) == [message]
    import_posts([row(title="A\0B", body="c\0d", categories=["e\0f"])], by=rows.coordinator())
    post = Post.objects.get()
    assert (post.title, post.body, post.categories.get().name) == ("AB", "cd", "ef")
