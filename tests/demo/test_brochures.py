"""The brochures are real files in two languages, the same on every machine, and each says that it is fictional."""

import pytest

from demo.background import load_background
from demo.brochures import load_brochures
from tests.tours.pdf.reading import failures, meant, reader
from tours.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def brochures() -> list[Document]:
    load_background()
    load_brochures()
    return list(Document.objects.brochures())


def test_brochures_are_in_two_languages_and_for_everyone(brochures: list[Document]) -> None:
    assert [(row.title, row.language, row.file_name, row.media_type) for row in brochures] == [
        ("The programme in brief", "en", "programme-in-brief-en.pdf", "application/pdf"),
        ("Програм укратко", "sr-Cyrl", "programme-in-brief-sr.pdf", "application/pdf"),
    ]


def test_brochure_is_one_accessible_page_in_its_language_that_says_it_is_fictional(brochures: list[Document]) -> None:
    for row in brochures:
        with row.file.open() as file:
            pdf = file.read()
        assert failures(pdf) == []
        assert (len(reader(pdf).pages), str(reader(pdf).root_object["/Lang"])) == (1, row.language)
        assert "fictional" in meant(pdf)
        assert len(pdf) == row.size < 40_000


def test_brochures_are_drawn_once_and_left_as_they_are(brochures: list[Document]) -> None:
    brochures[0].delete()
    load_brochures()
    assert list(Document.objects.all()) == brochures[1:]


def test_brochures_have_the_same_bytes_each_time(brochures: list[Document]) -> None:
    Document.objects.all().delete()
    load_brochures()
    assert [row.digest for row in Document.objects.brochures()] == [row.digest for row in brochures]


def test_programme_of_another_name_gets_none(brochures: list[Document]) -> None:
    Document.objects.all().delete()
    programme = load_background().programme
    programme.slug = "another"
    programme.save()
    load_brochures()
    assert not Document.objects.exists()
