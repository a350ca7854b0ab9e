"""Who comes to the event of the desk's table, and the arguments of the addresses about them."""

from participants.models import Delegation
from tests.access.world import Arguments
from tests.factories import rows
from tests.participants import makers
from tours.models import Event

OF_EVENT = ("invitation", "remind", "selection", "selection_pdf", "selection_xlsx", "tell")
OF_DELEGATION = ("confirmation", "correct_address")


def arguments_of_who_comes(event: Event) -> dict[str, Arguments]:
    delegation = _invited(event)
    return {
        **{f"participants:{route}": {"uid": event.uid} for route in OF_EVENT},
        **{f"participants:{route}": {"key": delegation.pk} for route in OF_DELEGATION},
    }


def _invited(event: Event) -> Delegation:
    home = rows.city("Town of the table")
    makers.focal_point(event, home)
    return makers.delegation(event, by=rows.operator(), city=home)
