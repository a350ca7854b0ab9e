"""The one table of steps with a delegate: the verb of each, its form, and what the desk calls it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.desk.delegates.step_forms import (
    CardStepForm,
    ContactForm,
    FactsForm,
    OfferForm,
    StepForm,
)
from participants.letters.address_changed import write_contacts_and_tell
from participants.models import Delegate
from participants.nominations import answering, deciding, describing, offering, proposing
from participants.people.contacting import keep_last_contact
from participants.states import DELEGATES, HOLDING
from participants.vocabulary import DelegateState


class Step(NamedTuple):
    """A step that a page asks for. `after` is the state that it leads to; None where it moves no state."""

    slug: str
    label: Promise
    verb: Callable[..., Delegate]
    form: type[StepForm] = StepForm
    after: DelegateState | None = None
    done: Promise | str = ""

    def is_open(self, row: Delegate) -> bool:
        """Whether it can be done now, as far as the table of states says."""
        if self.slug == "card":
            return row.person_id is None or row.state not in HOLDING
        if self.slug == "confirm":
            return row.state == DelegateState.ACCEPTED and not row.is_confirmed
        return self.after is None or self.after in DELEGATES[DelegateState(row.state)]

    def form_for(self, row: Delegate) -> type[StepForm]:
        """The form of the step. Somebody who gets a place needs a card, so the form asks for one where none is chosen
        yet.
        """
        needs_card = self.after == DelegateState.ACCEPTED and row.person_id is None
        return CardStepForm if needs_card else self.form


STEPS = {
    step.slug: step
    for step in (
        Step(
            "endorse",
            _("Confirm for the city"),
            proposing.endorse,
            after=DelegateState.ENDORSED,
            done=_("The city has confirmed %(name)s."),
        ),
        Step(
            "accept",
            _("Give a place"),
            deciding.accept,
            after=DelegateState.ACCEPTED,
            done=_("%(name)s has a place. Nobody is told until you tell them."),
        ),
        Step(
            "reserve",
            _("Keep as a reserve"),
            deciding.reserve,
            after=DelegateState.RESERVE,
            done=_("%(name)s is a reserve. Nobody is told until you tell them."),
        ),
        Step(
            "offer",
            _("Offer a place"),
            offering.offer,
            OfferForm,
            DelegateState.OFFERED,
            _("A place is held for %(name)s. Nobody is told until you tell them."),
        ),
        Step(
            "decline",
            _("Do not choose"),
            deciding.decline,
            after=DelegateState.DECLINED,
            done=_("%(name)s is not chosen. Nobody is told until you tell them."),
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            deciding.withdraw,
            after=DelegateState.WITHDRAWN,
            done=_(
                "%(name)s is withdrawn. Nobody is told until you tell them. A room or a seat in a car that they had "
                "is marked at Journey: free it there."
            ),
        ),
        Step(
            "propose-again",
            _("Put forward again"),
            proposing.propose_again,
            after=DelegateState.PROPOSED,
            done=_("%(name)s is put forward again."),
        ),
        Step(
            "confirm",
            _("Note that they come"),
            answering.confirm,
            done=_("It is noted that %(name)s said that they come."),
        ),
        Step("facts", _("Change the facts"), describing.describe, FactsForm, done=_("The facts of %(name)s are kept.")),
        Step(
            "contact",
            _("Change the contacts"),
            write_contacts_and_tell,
            ContactForm,
            done=_("The contacts of %(name)s are kept."),
        ),
        Step(
            "card",
            _("Choose the card"),
            describing.choose_card,
            CardStepForm,
            done=_("The card of %(name)s is chosen."),
        ),
    )
}
MEANINGS: dict[DelegateState, Promise] = {
    DelegateState.PROPOSED: _("The name is put forward. Whether they get a place is not decided."),
    DelegateState.ENDORSED: _("The city stands by the name. Whether they get a place is not decided."),
    DelegateState.ACCEPTED: _("They come: a place of the event is theirs."),
    DelegateState.RESERVE: _("They come if a place becomes free and is offered to them."),
    DelegateState.OFFERED: _("A place is held for them until they answer, or until the offer runs out."),
    DelegateState.LAPSED: _("They did not answer the offer in time. They hold no place."),
    DelegateState.DECLINED: _("They were not chosen. They hold no place."),
    DelegateState.WITHDRAWN: _("The city or the person took the name back. They hold no place."),
    DelegateState.REPLACED: _("Somebody else comes instead of them. They hold no place."),
}
"""What each state means for the person, in a sentence."""


def open_steps(row: Delegate) -> list[Step]:
    return [step for step in STEPS.values() if step.is_open(row)]


def carry_out(step: Step, form: Any, *, by: Any) -> Delegate:
    """Calls the verb with what the form says, and keeps the file that came with it. Call it in a transaction."""
    words = form.for_verb()
    row = step.verb(form.row, by=by, grounds=form.grounds(), **words)
    if "person" in words:
        keep_last_contact(row)
    form.keep_file(row.event, delegate=row)
    return row
