"""Registrars who do the same at the same moment: it is done once, and the others read why nothing was done."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from bench.seats.racing import DONE, Crowd
from participants.delegations.inviting import invite
from participants.letters.inviting import send_invitations
from participants.letters.telling.sending import tell
from participants.models import Delegate, Delegation
from participants.nominations.deciding_many import Decision, decide_many
from participants.people.applying import apply
from participants.people.planning import Choices
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import keys, shown
from tours.models import Event, ParticipatingCity

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]  # threads need rows that are committed
TABLE = "City\tName\nRijeka\tAna Horvat\nRijeka\tIvo Babić\n"
AT_ONCE = 4


@pytest.fixture
def by() -> User:
    return rows.operator()


@pytest.fixture
def event(by: User) -> Event:
    made = makers.published_event(title="Week")
    ParticipatingCity.objects.create(event=made, city=rows.rijeka(), seats=2)
    makers.focal_point(made, rows.rijeka())
    return made


def once(crowd: Crowd, verb: Callable[[], object]) -> set[str]:
    """What those read who came too late."""
    told = crowd.at_once([partial(_in_words, verb)] * AT_ONCE)
    assert told.count(DONE) == 1, told
    return {*told} - {DONE}


def _in_words(verb: Callable[[], object]) -> None:
    try:
        verb()
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        raise ValidationError(words, code=words) from refusal


def test_four_invite_write_paste_decide_and_tell(event: Event, by: User, mailoutbox: list[Any]) -> None:
    cities = list(event.participating_cities.all())
    with Crowd(AT_ONCE) as crowd:
        assert once(crowd, lambda: invite(event, cities, by=by)) == {"Rijeka is invited already."}
        delegation = Delegation.objects.get()
        late = once(crowd, lambda: send_invitations([delegation], by=by))
        assert (late, len(mailoutbox)) == ({"Rijeka has its invitation letter already."}, 1)
        pasted = Choices(text=TABLE, becomes=DelegateState.PROPOSED)
        late = once(crowd, lambda: apply(event, pasted, by=by, may_add=True))
        assert late == {"Nobody is chosen: every row is left out. Whoever is here already is not put forward again."}
        ana, ivo = Delegate.objects.order_by("pk")
        decisions = [Decision(row.pk, DelegateState.ACCEPTED, new_card=True) for row in (ana, ivo)]
        late = once(crowd, lambda: decide_many(event, decisions, by=by))
        assert late == {"Ana Horvat has a place already. Ivo Babić has a place already."}
        assert (makers.taken(delegation), {row.name for row in Delegate.objects.all()}) == (
            2,
            {"Ana Horvat", "Ivo Babić"},
        )
        telling = partial(tell, event, shown=shown(event), mails=keys(event), by=by)
        late = once(crowd, telling)
        assert late == {"Something changed since this page was shown, so nothing was sent. Read the mails again."}
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]] * 2
