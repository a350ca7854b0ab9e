"""The verbs that note what somebody needs: for who comes or may come, and without repeating it in the trail."""

import pytest
from django.core.exceptions import ValidationError

from backstage.models import AuditEntry
from participants.models import DelegateNeeds, Preparation
from participants.travel.checklist.needs import change_needs, change_preparation
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants.travel.makers import coming

pytestmark = pytest.mark.django_db


def test_row_is_made_once_something_is_said_and_the_trail_says_nothing_of_it() -> None:
    row, by = coming(rows.event()), rows.coordinator()
    change_needs(row, {"diet": "", "access": ""}, by=by)
    change_preparation(row, {"needs_no_room": False, "entry": ""}, by=by)
    assert [DelegateNeeds.objects.count(), Preparation.objects.count()] == [0, 0]
    change_needs(row, {"diet": "vegan", "access": "A wheelchair"}, by=by)
    change_needs(row, {"access": "", "emergency_name": "Vera Primer"}, by=by)
    change_preparation(row, {"entry": "refused", "needs_no_room": True}, by=by)
    kept = DelegateNeeds.objects.get()
    assert (kept.diet, kept.access, kept.emergency_name) == ("vegan", "", "Vera Primer")
    entries = AuditEntry.objects.filter(content_type__model__in=("delegateneeds", "preparation")).order_by("pk")
    assert {(entry.actor, entry.person_key) for entry in entries} == {(by, row.person_id)}
    told = " ".join(f"{entry.changes} {entry.words}" for entry in entries)
    assert [word for word in ("vegan", "wheelchair", "Vera", "refused") if word in told] == []


def test_nothing_is_noted_of_who_does_not_come() -> None:
    row = coming(rows.event(), state=DelegateState.WITHDRAWN)
    with pytest.raises(ValidationError, match="Ana Primer does not come, so nothing is noted of them any more."):
        change_needs(row, {"diet": "vegan"}, by=rows.coordinator())
    assert not DelegateNeeds.objects.exists()
