"""The box in which a language is typed or chosen by its name."""

import pytest
from django import forms

from announcements.models import Post
from tours.desk.forms.languages import LanguageNameField, language_choices


def field() -> forms.Field:
    made: forms.Field = Post._meta.get_field("language").formfield(form_class=LanguageNameField)  # type: ignore[assignment]
    return made


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Serbian (Latin script)", "sr-Latn"),
        ("croatian ", "hr"),
        ("Serbian (Cyrillic script)", "sr-Cyrl"),
        ("sr-Latn", "sr-Latn"),
        ("mis", "mis"),
    ],
)
def test_language_is_typed_by_its_name_or_by_any_tag(typed: str, tag: str) -> None:
    assert field().clean(typed) == tag


def test_box_shows_the_name_and_offers_all_names() -> None:
    form = type("OneForm", (forms.Form,), {"language": field()})(initial={"language": "sr-Latn"})
    html = str(form["language"])
    assert ('value="Serbian (Latin script)"' in html, html.count("<option")) == (True, len(language_choices("en")))
    assert not type(form)({"language": "Serbian (Latin script)"}, initial=form.initial).has_changed()


@pytest.mark.parametrize(
    ("current", "first"), [("zh-TW", ("zh-TW", "Traditional Chinese")), ("sr-Cyrl", ("af", "Afrikaans"))]
)
def test_choices_are_by_name_and_the_current_one_is_among_them(current: str, first: tuple[str, str]) -> None:
    assert language_choices(current)[0] == first
