import pytest
from django.core.management import call_command

from announcements.models import Category, PostWord
from announcements.posts.search_words import write_words
from tests.announcements.makers import post

pytestmark = pytest.mark.django_db


def words() -> list[str]:
    return sorted(PostWord.objects.values_list("word", flat=True))


def test_words_are_those_a_reader_reads() -> None:
    made = post(
        title="Cities in 서울",
        dateline="Elsewhere, 2017",
        summary="One & two.",
        byline="Maja",
        body='## Why\n\nTo *learn*, [here](https://example.org/hidden "unseen"). A &amp; B\n\n- first\n- second\n\n서울시',
    )
    made.categories.add(Category.objects.create(name="Other Events", slug="unused"))
    write_words(made)
    assert (
        " ".join(words()) == "a b cities events first here in learn maja one other second seoul seoulsi to two ulsi whi"
    )


def test_writing_again_replaces_what_was_there() -> None:
    made = post(title="One", body="")
    write_words(made)
    made.title = "Two"
    write_words(made)
    assert words() == ["two"]


def test_post_without_words_has_none() -> None:
    write_words(post(title="%", body="…"))
    assert words() == []


def test_command_rebuilds_the_words_of_all_posts(capsys: pytest.CaptureFixture[str]) -> None:
    first, _second = post(title="One", body=""), post(title="Two", body="")
    PostWord.objects.create(post=first, word="stale")
    call_command("rebuild_post_words")
    assert (words(), capsys.readouterr().out) == (["one", "two"], "Rebuilt: 2 posts.\n")
