"""Lets go what nobody needs any more: the worker's daily round, by the table of `rules`."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from backstage.actor import acting_as
from backstage.audit.forgetting import forget_text
from backstage.text.spellings import REMOVED
from participants.forgetting_journeys import forget_documents, forget_journeys, forget_needs, forget_pickups
from participants.models import ChangeRequest, Delegate, Delegation, Erasure, FocalPoint, PersonContact, SupportingFile
from participants.privacy import rules
from participants.privacy.blanking import blank_names, blank_said, delete_contacts
from participants.privacy.files import delete_files
from participants.privacy.focal_points import erase_focal_point
from participants.privacy.identity import names_of
from participants.privacy.mails import forget_where_deletion_was_told
from participants.privacy.rules import Rows, Rule
from tours.editions.publishing import locked
from tours.models import Event, Person
from tours.vocabulary import EventState


def forget_due(now: datetime) -> int:
    """Returns of how many delegates, focal points, papers of delegations and mails something went. It may be repeated."""
    today = timezone.localdate(now)
    with acting_as(None):
        done = sum(_apply(rule, forget, today) for rule, forget in WORK)
        done += _forget_papers_of_delegations(rules.PAPERS.before(today))
        done += _forget_pickups(rules.JOURNEYS.before(today))
        done += _forget_focal_points(rules.CONTACTS.before(today))
        done += forget_where_deletion_was_told()
    _finish_erasures()
    return done


def _apply(rule: Rule, forget: Callable[[Event, Rows], None], today: date) -> int:
    """Event by event, each in its own transaction with its row locked."""
    done = 0
    for event in Event.objects.filter(pk__in=rule.due(today).order_by().values("event")).order_by("pk"):
        with transaction.atomic():
            record = locked(event)
            keys = list(rule.due(today).filter(event=record).values_list("pk", flat=True))
            forget(record, Delegate.objects.filter(pk__in=keys).order_by("pk"))
        done += len(keys)
    return done


def _papers(_event: Event, rows: Rows) -> None:
    blank_said(rows)


def _contacts(_event: Event, rows: Rows) -> None:
    delete_contacts(rows)
    PersonContact.objects.filter(person__in=rows.order_by().values("person")).delete()


def _documents(_event: Event, rows: Rows) -> None:
    forget_documents(rows)


def _needs(_event: Event, rows: Rows) -> None:
    forget_needs(rows)


def _journeys(_event: Event, rows: Rows) -> None:
    forget_journeys(rows)


def _names(event: Event, rows: Rows) -> None:
    """A card that nothing leads to any more is emptied too. Speakers keep theirs: versions that were published name them."""
    names = set(rows.order_by().values_list("name", flat=True))
    people = list(Person.objects.filter(delegates__in=rows).distinct())
    blank_names(rows)
    for person in people:
        if _is_needed(person):
            continue
        all_names = names_of(person).all
        person.names.all().delete()
        person.aliases.update(names="")
        Person.objects.filter(pk=person.pk).update(display_name=REMOVED)
        forget_text(all_names, person=person.pk)
    forget_text(names - {REMOVED}, event=event.pk)


def _is_needed(person: Person) -> bool:
    is_named = person.delegates.exclude(name=REMOVED).exists()
    return is_named or person.parts.exists() or person.appearances.exists()


WORK: Collection[tuple[Rule, Callable[[Event, Rows], None]]] = (
    (rules.PAPERS, _papers),
    (rules.DOCUMENTS, _documents),
    (rules.NEEDS, _needs),
    (rules.JOURNEYS, _journeys),
    (rules.CONTACTS, _contacts),
    (rules.NOT_CHOSEN, _names),
    (rules.TOOK_PART, _names),
)


def _over(ended: date) -> QuerySet[Event]:
    return Event.objects.filter(ends__lte=ended).exclude(state=EventState.POSTPONED)


@transaction.atomic
def _forget_pickups(ended: date) -> int:
    """A car belongs to nobody; its driver and who meets people there are named."""
    return forget_pickups(_over(ended))


@transaction.atomic
def _forget_papers_of_delegations(ended: date) -> int:
    over = _over(ended)
    asked = ChangeRequest.objects.filter(event__in=over).exclude(name="", email="", text="", asked_by="", answer="")
    return delete_files(SupportingFile.objects.filter(event__in=over)) + asked.update(
        name="", email="", text="", asked_by="", answer=""
    )


def _forget_focal_points(ended: date) -> int:
    """Erases the focal points that ended so long ago, and that no event still to end needs. Returns how many they are."""
    running = Delegation.objects.filter(focal_point=OuterRef("pk"), participation__event__ends__gt=ended)
    due = FocalPoint.objects.filter(ended__lte=ended).exclude(name=REMOVED).exclude(Exists(running))
    points = list(due.order_by("pk"))
    for point in points:
        erase_focal_point(point, by=None)
    return len(points)


def _finish_erasures() -> None:
    """An erasure is finished when no row of the person says a name any more."""
    named = Delegate.objects.filter(person=OuterRef("person")).exclude(name=REMOVED)
    Erasure.objects.unfinished().exclude(Exists(named)).update(finished_at=timezone.now())
