"""The benchmark that checks whether answers reveal which addresses are known."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from bench import enumeration
from bench.enumeration import Compared
from participants.links.serving import served_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_settings(settings: Settings) -> None:
    cache.clear()
    settings.ALLOWED_HOSTS = ["bench.example"]
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS  # the bench sets its own, which go with the test


def test_bench_asks_for_known_and_unknown_addresses_and_compares_the_answers() -> None:
    enumeration._prepare(2)
    served = [len(served_by(name(1), timezone.now())) for name in (enumeration._known, enumeration._unknown)]
    assert served == [1, 0]
    measured = list(enumeration._measured(2))
    what = ["sign-in, wrong password", "forgotten password", "send my link again", "send the code"]
    assert [each.what for each in measured] == what
    assert [{status for status, _ in each.answers} for each in measured] == [{200}] * 4
    assert [len(each.answers) for each in measured] == [1] * 4


def test_difference_is_judged_and_different_answers_are_counted() -> None:
    good = Compared("sign-in", 50.0, 54.0, 0.5, {(200, b"page")})
    bad = Compared("reset", 10.0, 90.0, 80.0, {(200, b"page"), (404, b"another")})
    assert enumeration._row(good) == (
        "sign-in",
        "50.0 ms",
        "54.0 ms",
        "4.00 ms holds (5 ms)",
        "0.50 ms",
        "1 different, status 200",
    )
    assert enumeration._row(bad)[3:] == ("80.00 ms misses (5 ms)", "80.00 ms", "2 different, status 200, 404")
