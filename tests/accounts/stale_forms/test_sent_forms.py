"""Two people have the form of one row open: the second is shown what the first stored, and loses nothing they typed."""

import json
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.tags import NAME
from tests.factories import rows
from tours.models import Event


class FactsForm(forms.ModelForm[Event]):
    class Meta:
        model = Event
        fields = ("title", "summary")


class Desk:
    """One event, whose form people open and send."""

    def __init__(self) -> None:
        self.event = rows.event(title="Week", summary="")

    def opened(self) -> dict[str, str]:
        """What a browser would send back of the form if nobody typed in it."""
        form = sent_form(RequestFactory().get("/"), self._form)
        return {bound.name: bound.value() or "" for bound in form}

    def sent(self, data: dict[str, str]) -> FactsForm:
        self.event.refresh_from_db()
        return sent_form(RequestFactory().post("/", data), self._form)

    def save(self, **typed: str) -> None:
        Event.objects.filter(pk=self.event.pk).update(**typed)

    def _form(self, data: Any, files: Any) -> FactsForm:
        return FactsForm(data, files, instance=self.event)


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def test_form_of_row_as_it_is_now_is_valid(desk: Desk) -> None:
    form = desk.sent(desk.opened() | {"title": "Smart City Week"})

    assert form.errors == {}
    assert form.cleaned_data["title"] == "Smart City Week"


def test_edits_of_different_fields_are_put_together_and_shown_before_they_are_saved(desk: Desk) -> None:
    shown = desk.opened()
    desk.save(title="City Week")

    form = desk.sent(shown | {"summary": "Five days."})

    assert not form.is_valid()
    assert list(form.non_field_errors())[1:] == ["Title is now “City Week”."]
    assert (form["title"].value(), form["summary"].value()) == ("City Week", "Five days.")


def test_edits_of_one_field_show_both(desk: Desk) -> None:
    shown = desk.opened()
    desk.save(title="City Week")

    form = desk.sent(shown | {"title": "Our Week"})

    told = "Title: a colleague changed it too, to “City Week”. Yours stands here, and replaces it when you save."
    assert list(form.non_field_errors())[1:] == [told]
    assert form["title"].value() == "Our Week"


def test_refused_form_carries_the_new_tag_and_so_is_saved_when_sent_again(desk: Desk) -> None:
    shown = desk.opened()
    desk.save(title="City Week")
    refused = desk.sent(shown | {"title": "Our Week"})

    again = desk.sent({bound.name: bound.value() or "" for bound in refused})

    assert again.errors == {}
    assert again.cleaned_data["title"] == "Our Week"


def test_both_who_typed_the_same_are_told_nothing(desk: Desk) -> None:
    shown = desk.opened()
    desk.save(title="City Week")

    assert desk.sent(shown | {"title": "City Week"}).errors == {}


@pytest.mark.parametrize("tag", ["", "none", json.dumps([1])])
def test_what_carries_no_tag_is_taken_as_it_is(desk: Desk, tag: str) -> None:
    assert desk.sent({"title": "Our Week", NAME: tag}).errors == {}
