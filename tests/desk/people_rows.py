"""Those who come to an event, many in every state, and what is kept of them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from participants.models import (
    ChangeRequest,
    Delegate,
    DelegateContact,
    Delegation,
    FocalPoint,
    Invitation,
    InvitationFile,
    InvitationParagraph,
    PersonContact,
    SupportingFile,
)
from participants.states import HOLDING
from participants.vocabulary import DelegateState, DelegationState, RequestKind, Told
from tests.desk.event_rows import cards
from tests.desk.growing import grown, stored, tied
from tours.models import Appearance, Event, ParticipatingCity, Person

LANGUAGES = ["de", "en", "fr", "hr", "sr-Latn"]
STATES = [*DelegateState]


def fill_delegations(event: Event, size: int, *, mark: str) -> list[Delegation]:
    """Every city is invited by its focal point, by a letter."""
    places = list(event.participating_cities.filter(city__isnull=False).select_related("city"))
    towns, now = [place.city for place in places], timezone.now()
    facts = {"programme": event.programme, "language": "en", "main": True}
    points = grown(FocalPoint, size, **facts, city=towns, name=f"{mark} Ana {{n}}", email=f"ana-{{n}}@{mark}.org")
    more = {"programme": event.programme, "city": towns[0], "main": False}
    grown(FocalPoint, size, **more, name=f"{mark} Iva {{n}}", email=f"iva-{{n}}@{mark}.org")
    letter = {"letter_at": now, "letter_to": f"ana-{{n}}@{mark}.org"}
    states = [DelegationState.ACCEPTED, DelegationState.INVITED]
    ours = grown(
        Delegation, size, participation=places, focal_point=points, state=states, freeze_on=event.ends, **letter
    )
    invitation = Invitation.objects.create(event=event, costs="All is paid.", asks_reason=True)
    grown(InvitationParagraph, min(size, len(LANGUAGES)), invitation=invitation, language=LANGUAGES, text="Come.")
    grown(InvitationFile, size, invitation=invitation, title="Signed letter {n}", **stored(f"letter-{event.pk}"))
    return ours


def fill_delegates(event: Event, size: int, delegations: list[Delegation], *, mark: str) -> list[Delegate]:
    """One in each state and many in the first delegation; one in each of the others."""
    many = len(STATES) + size
    people = cards(event, many, name=f"{mark} Delegate {{n}}")
    found = _delegates(event, people, delegations[:1]) + _delegates(event, _more(event, size, mark), delegations)
    tied(found, "groups", list(event.groups.all()))
    seated = delegations[0].delegates.filter(takes_seat=True).count()
    ParticipatingCity.objects.filter(delegation=delegations[0]).update(taken=seated)
    return found


def _more(event: Event, size: int, mark: str) -> list[Person]:
    return cards(event, size, name=f"{mark} Envoy {{n}}")


def _delegates(event: Event, people: list[Person], delegations: list[Delegation]) -> list[Delegate]:
    until = timezone.now() + timedelta(days=2)
    facts: dict[str, Any] = {
        "event": event,
        "delegation": delegations,
        "person": lambda n: None if STATES[n % len(STATES)] == DelegateState.ENDORSED else people[n],
        "name": [each.display_name for each in people],
        "state": STATES,
        "takes_seat": [state in HOLDING for state in STATES],
        "offered_until": [until if state == DelegateState.OFFERED else None for state in STATES],
        "told_state": [DelegateState.PROPOSED],
        "rank": lambda n: n + 1,
        "reason": "Knows the work of {n}.",
    }
    return grown(Delegate, len(people), **facts)


def fill_papers(event: Event, size: int, delegates: list[Delegate], *, mark: str) -> None:
    """Contacts of everyone; files and requests, of which many are of one delegate."""
    holder, people = holder_of(delegates), [each.person for each in delegates if each.person]
    grown(
        DelegateContact, len(delegates), delegate=delegates, email=f"delegate-{{n}}@{mark}.org", telephone="+385 51 000"
    )
    grown(PersonContact, len(people), person=people, email=f"card-{{n}}@{mark}.org")
    grown(SupportingFile, size, event=event, delegate=holder, **stored(f"file-{event.pk}"))
    grown(SupportingFile, size, event=event, delegation=holder.delegation, **stored(f"file-{event.pk}"))
    asked = {
        "event": event,
        "delegation": holder.delegation,
        "text": "Please {n}.",
        "told": Told.MAIL,
        "asked_by": "Ana",
    }
    grown(ChangeRequest, size, **asked, delegate=delegates, kind=RequestKind.WITHDRAWAL)
    grown(ChangeRequest, size, **asked, delegate=holder, kind=RequestKind.OTHER)


def fill_former(event: Event, size: int, delegates: list[Delegate]) -> None:
    """Earlier events, to each of which one of the delegates came and the one with a place too."""
    formers = grown(
        Event,
        size,
        programme=event.programme,
        host_city=event.host_city,
        kind="study_tour",
        title="Former week {n}",
        slug=f"{event.slug}-former-{{n}}",
        starts=event.starts - timedelta(days=900),
        ends=event.starts - timedelta(days=899),
        zone="Asia/Seoul",
    )
    holder = holder_of(delegates)
    home = holder.delegation.participation.city  # type: ignore[union-attr]
    places = grown(ParticipatingCity, size, event=formers, city=home, seats=4, taken=2)
    delegations = grown(Delegation, size, participation=places)
    came = {"event": formers, "delegation": delegations, "state": DelegateState.ACCEPTED, "takes_seat": True}
    others = [each.person for each in delegates if each.person and each != holder]
    for people in ([holder.person], others):
        grown(Delegate, size, **came, person=people, name=[str(each) for each in people])
        grown(Appearance, size, event=formers, person=people, position="Mayor")


def holder_of(delegates: list[Delegate]) -> Delegate:
    """The first who has a place."""
    return next(each for each in delegates if each.state == DelegateState.ACCEPTED)
