import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_wrong_choice_is_answered_with_the_right_ones() -> None:
    answer = Client().get("/api/v1/items/?status=maybe")
    told = "“maybe” is no status. Choose one of these: confirmed, tentative, cancelled."
    assert (answer.status_code, answer.json()["errors"]) == (400, {"status": [told]})
