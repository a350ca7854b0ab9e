"""The verbs that note what a delegate needs, and how far the preparation of their journey is."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegate, DelegateNeeds, Preparation
from participants.states import ACTIVE
from tours.record.saving import differs

Facts = Mapping[str, Any]
"""Values by the fields of the row. What is not named stays as it is."""
Row = TypeVar("Row", DelegateNeeds, Preparation)


def change_needs(row: Delegate, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> None:
    """Notes diet, access and who is called in an emergency. Raises ValidationError, too for who does not come."""
    _write(row, DelegateNeeds, facts, by=by, grounds=grounds)


def change_preparation(row: Delegate, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> None:
    """Notes insurance, entry, and whether they need no flight or room. Raises ValidationError, too for who does not come."""
    _write(row, Preparation, facts, by=by, grounds=grounds)


def _write(row: Delegate, model: type[Row], facts: Facts, *, by: User | None, grounds: Grounds) -> None:
    with changing(row.event, by=by, grounds=grounds):
        _refuse_who_does_not_come(row)
        saved: Any = model._default_manager.filter(delegate=row).first() or model(delegate=row)
        for name, value in facts.items():
            setattr(saved, name, value)
        said_nothing = saved.pk is None and not any(facts.values())
        if not said_nothing and differs(saved):
            saved.full_clean()
            saved.save()


def _refuse_who_does_not_come(row: Delegate) -> None:
    state = Delegate.objects.values_list("state", flat=True).get(pk=row.pk)
    if state not in ACTIVE:
        raise ValidationError(_("%(name)s does not come, so nothing is noted of them any more.") % {"name": row})
