import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from rest_framework.exceptions import MethodNotAllowed, Throttled

from api.exceptions import handle, title


def test_refusal_of_a_verb_becomes_a_400_with_its_sentence() -> None:
    response = handle(ValidationError("Nothing has changed."), {})
    assert response is not None
    assert (response.status_code, response.content_type, response.data) == (
        400,
        "application/problem+json",
        {"title": "Bad Request", "status": 400, "detail": "Nothing has changed."},
    )


def test_refusals_of_fields_keep_their_names() -> None:
    response = handle(ValidationError({"title": ["An event needs a title."]}), {})
    assert response is not None
    assert response.data == {
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid: see errors.",
        "errors": {"title": ["An event needs a title."]},
    }


def test_refusals_of_the_whole_are_the_detail() -> None:
    response = handle(ValidationError({"__all__": ["Too late."], "day": ["Over."]}), {})
    assert response is not None
    assert (response.data["detail"], response.data["errors"]) == ("Too late.", {"day": ["Over."]})


def test_what_is_missing_says_so_without_names_of_the_program() -> None:
    response = handle(Http404("No PublishedEvent matches the given query."), {})
    assert response is not None
    assert response.data == {
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such thing, or it is not for everyone.",
    }


@pytest.mark.parametrize(("seconds", "told"), [(28, "28 seconds"), (1, "1 second")])
def test_throttled_reader_is_told_when_to_come_again(seconds: int, told: str) -> None:
    response = handle(Throttled(wait=seconds), {})
    assert response is not None
    assert (response.status_code, response["Retry-After"], response.data) == (
        429,
        str(seconds),
        {"title": "Too Many Requests", "status": 429, "detail": f"Too many requests. Try again in {told}."},
    )


def test_method_that_would_change_something_is_told_which_there_are() -> None:
    response = handle(MethodNotAllowed("POST"), {})
    assert response is not None
    assert (response.status_code, response.data["detail"]) == (405, "This API is read-only: use GET, HEAD or OPTIONS.")


def test_programming_error_is_not_disguised() -> None:
    assert handle(KeyError("title"), {}) is None


def test_of_many_errors_the_first_are_told_of_and_long_messages_are_cut() -> None:
    response = handle(ValidationError({f"f{number:03}": ["x" * 5000] * 30 for number in range(200)}), {})
    assert response is not None
    assert response.data["detail"] == "The request is not valid: see errors. And 180 more."
    assert list(response.data["errors"]) == [f"f{number:03}" for number in range(20)]
    assert response.data["errors"]["f000"] == ["x" * 500 + "…"] * 20


@pytest.mark.parametrize(
    ("status", "name"),
    [
        *((400, "Bad Request"), (413, "Request Entity Too Large"), (422, "Unprocessable Entity")),
        *((429, "Too Many Requests"), (503, "Service Unavailable")),
    ],
)
def test_title_does_not_depend_on_the_version_of_python(status: int, name: str) -> None:
    assert title(status) == name
