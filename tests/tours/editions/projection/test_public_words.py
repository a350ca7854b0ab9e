"""The forms by which a mistyped word finds one of those that are published."""

from datetime import date

import pytest

from backstage.plain_rows import insert
from backstage.text.typos import forms_of
from tests.counting import asked
from tests.factories import rows
from tours.editions.projection.writing import project
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Event, PublicWordForm, PublishedWord
from tours.models.editions.word_forms import meant_by
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


def known() -> set[str]:
    """The words with forms, of which each has all."""
    forms: dict[str, set[str]] = {}
    for form, word in PublicWordForm.objects.values_list("form", "word"):
        forms.setdefault(word, set()).add(form)
    assert all(forms[word] == forms_of(word) for word in forms)
    return set(forms)


def mistypable() -> set[str]:
    words = PublishedWord.objects.filter(event__access="public").values_list("word", flat=True)
    return {word for word in words if len(word) > 3 and word.isalpha()}


def test_forms_are_those_of_the_words_that_are_published_now() -> None:
    event = rows.full_event(3, title="Smart City Week")
    rows.publish(event)
    assert known() == mistypable()
    assert {"smart", "week", "item", "dorde"} <= known()
    AgendaItem.objects.filter(title="Item 1").update(title="Opening")
    rows.publish(event)
    assert known() == mistypable()
    Event.objects.update(title="Days")
    edition = rows.publish(event)
    assert known() == mistypable()
    assert "smart" not in known()
    withdraw(edition, by=rows.coordinator())
    assert known() == mistypable()
    written = known()
    PublicWordForm.objects.all().delete()
    project(event)
    assert known() == written


def test_word_that_another_event_has_stays_and_the_last_one_takes_it_along() -> None:
    events = [rows.event(title="Parkour", starts=date(year, 1, 1), ends=date(year, 1, 1)) for year in (2016, 2017)]
    editions = [rows.publish(event) for event in events]
    withdraw(editions[0], by=rows.coordinator())
    assert "parkour" in known()
    events[1].access = Access.PARTICIPANTS
    events[1].save()
    rows.publish(events[1])
    assert known() == set()


def test_nothing_is_left_of_what_is_redacted() -> None:
    event = rows.event(title="Week of Confidence")
    rows.publish(event)
    redact_text(event, text="Confidence", by=rows.operator(), reason="A mistake.")
    assert "week" in known()
    assert not PublicWordForm.objects.filter(word="confidence").exists()


def test_words_that_differ_by_one_letter_are_meant_and_those_that_begin_alike_first() -> None:
    rows.publish(rows.event(title="Zagreb Bagreb Zagreba Zagorje"))
    assert meant_by("zagrev", PublicWordForm, PublishedWord.objects.all()) == ["zagreb"]
    assert meant_by("zagreb", PublicWordForm, PublishedWord.objects.all()) == ["zagreb", "zagreba", "bagreb"]
    with asked() as seen:
        assert (
            meant_by("zag", PublicWordForm, PublishedWord.objects.all())
            == meant_by("2017", PublicWordForm, PublishedWord.objects.all())
            == []
        )
    assert seen.queries == 0


def test_form_that_another_transaction_brings_too_is_written_once() -> None:
    for _turn in range(2):
        insert(PublicWordForm, ("form", "word"), [("zagre", "zagreb")], ignore_conflicts=True)
    assert list(PublicWordForm.objects.values_list("form", "word")) == [("zagre", "zagreb")]
