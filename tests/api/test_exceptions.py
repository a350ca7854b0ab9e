from django.core.exceptions import ValidationError

from api.exceptions import handle


def test_refusal_of_a_verb_becomes_a_400_with_its_sentence() -> None:
    response = handle(ValidationError("Nothing has changed."), {})
    assert response is not None
    assert (response.status_code, response.data) == (400, ["Nothing has changed."])


def test_refusals_of_fields_keep_their_names() -> None:
    response = handle(ValidationError({"title": ["An event needs a title."]}), {})
    assert response is not None
    assert (response.status_code, response.data) == (400, {"title": ["An event needs a title."]})


def test_programming_error_is_not_disguised() -> None:
    assert handle(KeyError("title"), {}) is None
