"""The verb that notes a request: a wish that changes nothing until a registrar grants it."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import ChangeRequest, Delegate, Delegation, FocalPoint
from participants.states import ACTIVE
from participants.vocabulary import RequestKind, Told

NAMING = frozenset({RequestKind.NAME, RequestKind.NEW_NAME, RequestKind.SUBSTITUTE, RequestKind.SUCCESSOR})
"""The kinds that need a name."""
OF_A_DELEGATE = frozenset({RequestKind.NAME, RequestKind.WITHDRAWAL, RequestKind.SUBSTITUTE})
"""The kinds that are about somebody who comes or may come."""


class Said(NamedTuple):
    """What somebody wrote or told us. Without `asked_by` it is the holder of the personal link."""

    text: str = ""
    asked_by: str = ""


NOTHING_SAID = Said()


class Asked(NamedTuple):
    row: ChangeRequest
    replaces: bool
    """Whether an open request of the same kind was there, whose words these replace."""


def ask(
    kind: RequestKind,
    about: Delegate | Delegation,
    *,
    by: User | None,
    name: str = "",
    said: Said = NOTHING_SAID,
    grounds: Grounds = NO_GROUNDS,
) -> Asked:
    """Notes what is asked for, once a kind and delegate; of further names, once each. Raises ValidationError."""
    event = about.event if isinstance(about, Delegate) else about.participation.event
    with changing(event, by=by, grounds=grounds) as record:
        new = ChangeRequest(event=record, kind=kind, name=name.strip(), text=said.text, **_about(about))
        new.asked_by = said.asked_by or grounds.by_link
        new.told = grounds.told or (Told.LINK if grounds.by_link else "")
        _refuse_incomplete(new)
        there = _open_alike(new)
        row = _replaced(there, new) if there else new
        row.full_clean()
        row.save()
        return Asked(row, replaces=there is not None)


def ask_for_successor(
    point: FocalPoint, name: str, email: str, *, about: Delegation, by: User | None, grounds: Grounds = NO_GROUNDS
) -> Asked:
    """Somebody else is to become the focal point. Asked once a focal point, at the event that `about` is invited to."""
    with changing(about.participation.event, by=by, grounds=grounds) as record:
        new = ChangeRequest(event=record, delegation=about, kind=RequestKind.SUCCESSOR, focal_point=point)
        new.name, new.email, new.asked_by = name.strip(), email, grounds.by_link
        new.told = grounds.told or (Told.LINK if grounds.by_link else "")
        _refuse_incomplete(new)
        there = ChangeRequest.objects.open().filter(focal_point=point).first()
        row = _replaced(there, new) if there else new
        row.full_clean()
        row.save()
        return Asked(row, replaces=there is not None)


def _about(about: Delegate | Delegation) -> dict[str, Delegate | Delegation | None]:
    if isinstance(about, Delegation):
        return {"delegation": about, "delegate": None}
    current = Delegate.objects.select_related("delegation__participation").get(pk=about.pk)
    return {"delegation": current.delegation, "delegate": current}


def _refuse_incomplete(row: ChangeRequest) -> None:
    if row.kind in OF_A_DELEGATE:
        _refuse_delegate(row)
    elif row.kind == RequestKind.NEW_NAME and row.delegation is None:
        raise ValidationError(_("Choose the delegation that puts the name forward."), code="no_delegation")
    if row.kind in NAMING and not row.name:
        raise ValidationError({"name": _("Type the new name.")}, code="no_name")


def _refuse_delegate(row: ChangeRequest) -> None:
    if row.delegate is None:
        raise ValidationError(_("Choose the person whom the request is about."), code="no_delegate")
    if row.delegate.state not in ACTIVE:
        facts = {"name": row.delegate, "state": row.delegate.get_state_display()}
        words = _("%(name)s is in the state “%(state)s”, so there is nothing to ask for.")
        raise ValidationError(words % facts, code="not_active")
    if row.kind == RequestKind.NAME and row.name == row.delegate.name:
        raise ValidationError(
            {"name": _("The name is spelt like this already. Type the other spelling.")}, code="same_name"
        )


def _open_alike(new: ChangeRequest) -> ChangeRequest | None:
    """The open request that says the same about the same. What has no verb is asked for once in the same words."""
    alike = ChangeRequest.objects.open().filter(event=new.event, kind=new.kind)
    if new.kind == RequestKind.OTHER:
        return alike.filter(delegate=new.delegate, delegation=new.delegation, text=new.text).first()
    if new.delegate:
        return alike.filter(delegate=new.delegate).first()
    if new.kind == RequestKind.NEW_NAME:
        return alike.filter(delegation=new.delegation, name=new.name).first()
    return None


def _replaced(there: ChangeRequest, new: ChangeRequest) -> ChangeRequest:
    for field in ("name", "email", "text", "asked_by", "told"):
        setattr(there, field, getattr(new, field))
    there.asked_at = timezone.now()
    return there
