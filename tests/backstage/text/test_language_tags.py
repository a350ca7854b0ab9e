"""Language tags: their usual letters, when a script is said, and which words are foreign in a text."""

import pytest
from django.core.exceptions import ValidationError

from backstage.text.language_tags import canonical, is_foreign, is_right_to_left, tag_in_script
from tests.factories import rows
from tours.models import Event
from tours.wording import language_name


@pytest.mark.parametrize(
    ("typed", "tag"), [("EN", "en"), ("sr-latn", "sr-Latn"), ("SR-CYRL-rs", "sr-Cyrl-RS"), ("es-419", "es-419")]
)
def test_tag_gets_its_usual_letters(typed: str, tag: str) -> None:
    assert canonical(typed) == tag


@pytest.mark.parametrize("typed", ["", "e", "english", "sr_Latn", "sr-", "sr-Latn-", "sr-Latn-Cyrl", "еn", "en\n"])
def test_what_is_no_tag_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="This is no language tag"):
        canonical(typed)


@pytest.mark.parametrize(
    ("language", "script", "tag"),
    [
        ("sr", "Cyrl", "sr-Cyrl"),
        ("sr", "Latn", "sr-Latn"),
        ("ko", "Hang", "ko"),
        ("ko", "Latn", "ko-Latn"),
        ("mk", "Cyrl", "mk"),
        ("mk", "Latn", "mk-Latn"),
        ("sq", "Latn", "sq"),
        ("zh", "Hant", "zh-Hant"),
    ],
)
def test_usual_script_of_a_language_is_left_out(language: str, script: str, tag: str) -> None:
    assert tag_in_script(language, script) == tag


@pytest.mark.parametrize(
    ("tag", "own", "foreign"),
    [
        ("ko", "en", True),
        ("en-GB", "en", False),
        ("und-Cyrl", "en", True),
        ("und-Cyrl", "mk", False),
        ("und-Cyrl", "sr", False),
        ("und-Cyrl", "sr-Cyrl", False),
        ("und-Cyrl", "sr-Latn", True),
        ("sr-Cyrl", "sr-Latn", True),
        ("sr-Latn", "sr-Latn-RS", False),
        ("mk", "sr-Cyrl", True),
    ],
)
def test_words_of_another_language_or_script_are_foreign(tag: str, own: str, foreign: bool) -> None:
    assert is_foreign(tag, own) is foreign


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ko", "Korean"),
        ("sr-Cyrl", "Serbian (Cyrillic script)"),
        ("sr-Latn", "Serbian (Latin script)"),
        ("pt-BR", "Brazilian Portuguese"),
        ("zh-Hans", "Simplified Chinese"),
        ("mis", "mis"),
    ],
)
def test_language_has_a_name_for_people(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.django_db
def test_language_of_an_event_is_stored_in_its_usual_letters() -> None:
    event = rows.event()
    event.language = "SR-latn"
    event.full_clean()
    event.save()
    assert Event.objects.get().language == "sr-Latn"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (
            "Serbian",
            "“Serbian” is no language known here. Write its ISO 639 code, and where needed the script or country",
        ),
        ("sr-Zzzz", "“Zzzz” is no script known here."),
    ],
)
def test_language_that_is_none_is_refused_in_words(typed: str, refusal: str) -> None:
    event = rows.event()
    event.language = typed
    with pytest.raises(ValidationError) as refused:
        event.full_clean()
    assert refused.value.message_dict["language"][0].startswith(refusal)


@pytest.mark.parametrize(
    ("tag", "is_it"),
    [
        ("ar", True),
        ("he-IL", True),
        ("ckb", True),
        ("az-Arab", True),
        ("ar-Latn", False),
        ("sr-Cyrl", False),
        ("en", False),
    ],
)
def test_direction_follows_the_script_or_else_the_language(tag: str, *, is_it: bool) -> None:
    assert is_right_to_left(tag) is is_it
