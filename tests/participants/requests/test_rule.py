"""Which wishes happen at once: a table, and the day of the freeze itself."""

from datetime import date

import pytest

from participants.models import Delegation
from participants.requests.rule import needs_decision
from participants.vocabulary import RequestKind

FREEZE = date(2017, 8, 25)
AFTER = date(2017, 8, 26)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("name", True, True),
        ("new_name", False, True),
        ("withdrawal", False, True),
        ("substitute", False, True),
        ("other", True, True),
    ],
)
def test_after_the_freeze_everything_is_a_request_and_a_changed_name_always(
    kind: RequestKind, before: bool, after: bool
) -> None:
    ours = Delegation(freeze_on=FREEZE)
    assert (needs_decision(kind, ours, FREEZE), needs_decision(kind, ours, AFTER)) == (before, after)
    assert [needs_decision(kind, none, AFTER) for none in (Delegation(), None)] == [before, before]


def test_substitute_for_somebody_with_a_place_is_a_request_before_the_freeze_too() -> None:
    assert needs_decision(RequestKind.SUBSTITUTE, Delegation(freeze_on=FREEZE), FREEZE, has_place=True)
    assert not needs_decision(RequestKind.WITHDRAWAL, Delegation(freeze_on=FREEZE), FREEZE, has_place=True)
