"""How many guests without a seat a delegation brings: no more than it was allowed. The event must be locked."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Delegate, Delegation
from participants.states import GUESTS


def refuse_further_guest(row: Delegate, delegation: Delegation) -> None:
    """Raises ValidationError if the row would be a guest too many. Interpreters, drivers and others who work for the event
    are no guests.
    """
    if row.capacity not in GUESTS:
        return
    others = delegation.delegates.active().filter(capacity__in=GUESTS).exclude(pk=row.pk).count()
    if others >= delegation.extra:
        raise ValidationError(_sentence(delegation), code="guests")


def _sentence(delegation: Delegation) -> str:
    if not delegation.extra:
        words = _(
            "%(delegation)s brings no guests without a seat, such as observers and companions. First let the delegation bring"
            " some."
        )
        return words % {"delegation": delegation}
    words = ngettext(
        "%(delegation)s may bring %(count)d guest without a seat, who is named already. First withdraw them, or let the"
        " delegation bring more.",
        "%(delegation)s may bring %(count)d guests without a seat, who are all named already. First withdraw one of them, or"
        " let the delegation bring more.",
        delegation.extra,
    )
    return words % {"delegation": delegation, "count": delegation.extra}
