"""The table of what can be done with a delegation at the desk: address, words and form of each step."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.desk.delegations import step_forms as forms
from participants.labels import DELEGATION_STATES
from participants.models import Delegation
from participants.nominations.proposing import refuse_names
from participants.states import DELEGATIONS, refuse_outside
from participants.vocabulary import DelegationState


class Step(NamedTuple):
    label: Promise
    sentence: Promise
    """What it does, for whoever is about to do it."""
    done: Promise
    """What the page says afterwards, with the delegation's name as %(delegation)s."""
    form: type[forms.StepForm]
    refuse: Callable[[Delegation], None] = lambda delegation: None
    """Raises ValidationError if the delegation's state does not allow the step."""
    is_grave: bool = False
    """Whether it ends something, so that its button is red."""


def _to(state: DelegationState) -> Callable[[Delegation], None]:
    def refuse(delegation: Delegation) -> None:
        before = DelegationState(delegation.state)
        refuse_outside(DELEGATIONS, DELEGATION_STATES, name=delegation, before=before, after=state)

    return refuse


STEPS: dict[str, Step] = {
    "propose": Step(
        _("Put a name forward"),
        _("You put a name forward on behalf of the city or organisation. Nobody gets a place by it."),
        _("The name is put forward by %(delegation)s."),
        forms.ProposeForm,
        refuse_names,
    ),
    "accept": Step(
        _("They accept"),
        _("You write down that they accept the invitation. They can put names forward until the days agreed."),
        _("%(delegation)s has accepted the invitation."),
        forms.AcceptForm,
        _to(DelegationState.ACCEPTED),
    ),
    "decline": Step(
        _("They decline"),
        _("You write down that they do not come. The names that they put forward are withdrawn."),
        _("%(delegation)s has declined the invitation."),
        forms.DeclineForm,
        _to(DelegationState.DECLINED),
        is_grave=True,
    ),
    "close": Step(
        _("Take no more names"),
        _("They can put no further names forward. You still decide about those that are there."),
        _("%(delegation)s can put no further names forward."),
        forms.CloseForm,
        _to(DelegationState.CLOSED),
    ),
    "reopen": Step(
        _("Take names again"),
        _("They can put names forward again."),
        _("%(delegation)s can put names forward again."),
        forms.ReopenForm,
        _to(DelegationState.REOPENED),
    ),
    "cancel": Step(
        _("Take the invitation back"),
        _(
            "They are invited no longer. The names that they put forward are withdrawn. You can invite them again later."
        ),
        _("The invitation of %(delegation)s is taken back."),
        forms.CancelForm,
        _to(DelegationState.CANCELLED),
        is_grave=True,
    ),
    "invite-again": Step(
        _("Invite again"),
        _("They are invited anew. What they answered before no longer counts."),
        _("%(delegation)s is invited again. No letter went out yet."),
        forms.InviteAgainForm,
        _to(DelegationState.INVITED),
    ),
    "seats": Step(
        _("Change the number of seats"),
        _("A delegation needs at least as many seats as are taken."),
        _("The seats of %(delegation)s are changed."),
        forms.SeatsForm,
    ),
    "move-seat": Step(
        _("Give a seat to another delegation"),
        _("One free seat goes to the other delegation. Nobody's place changes."),
        _("A seat of %(delegation)s went to another delegation."),
        forms.MoveSeatForm,
    ),
    "facts": Step(
        _("Change days, guests, language and focal point"),
        _("These hold for this delegation alone."),
        _("What is agreed with %(delegation)s is changed."),
        forms.ChangeFactsForm,
    ),
}


def why_not(step: Step, delegation: Delegation) -> str:
    """The sentence that says why the state does not allow the step; empty if it does."""
    try:
        step.refuse(delegation)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def allowed_steps(delegation: Delegation) -> dict[str, Step]:
    return {name: step for name, step in STEPS.items() if not why_not(step, delegation)}
