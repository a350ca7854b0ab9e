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
        "Row 3: language: Write the language as its ISO 639 code, such as sr or ko.",
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
        "Row 3: It needs an old address or a slug, by which a second run knows it again.",
        "Row 4: Object contains unknown field `old_address`",
        "Row 5: Expected `int`, got `str` - at `$.views`",
        "Row 6: Invalid IPv6 URL",
    ]


def test_body_that_would_lose_words_is_refused_with_its_row() -> None:
    deep = "<blockquote>" * 60 + "deep" + "</blockquote>" * 60
    assert refused(row(), row(old_addresses=["/2"], format="html", body=deep)) == [
        "Row 2: too deep, or not to be said in Markdown"
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
