"""The verbs after which a personal link works no more, and those after which it goes on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from participants.delegations.focal_points import change_focal_point, end_focal_point
from participants.letters.inviting import correct_address
from participants.links.forgetting import forget_codes_and_visits, forget_links
from participants.links.making import make_link
from participants.links.sessions import link_of, open_visit, open_visit_by_code
from participants.models import AccessLink, Delegate, Delegation, FeedToken, LinkSession, MailedCode
from participants.nominations import deciding
from participants.nominations.substituting import substitute
from participants.people.contacting import write_contacts
from participants.people.merging import merge_people
from participants.privacy.erasing import erase
from participants.privacy.focal_points import erase_focal_point
from participants.vocabulary import Area, LinkEnd, Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.entering.mailboxes import delegate_of, point_of
from tests.participants.visits import coming_event
from tours.models import Event, Person

pytestmark = pytest.mark.django_db
OWN, ASSISTANTS = "ana@example.org", "office@example.org"


@pytest.fixture
def by() -> User:
    return rows.operator()


@pytest.fixture
def ana(by: User) -> Delegate:
    row = delegate_of(OWN, "Ana Primer")
    write_contacts(row, own={"email": OWN}, assistant={"name": "Iva", "email": ASSISTANTS}, by=by)
    make_link(row, email=OWN)
    make_link(row, email=ASSISTANTS, whose=Whose.ASSISTANT)
    return row


def ends() -> list[str]:
    """Of all links, in the order in which they were made."""
    return list(AccessLink.objects.order_by("pk").values_list("end", flat=True))


def card_of(row: Delegate) -> Person:
    assert row.person
    return row.person


def test_change_of_address_ends_what_was_sent_to_the_old_one(ana: Delegate, by: User) -> None:
    """However it was written then."""
    AccessLink.objects.filter(email=OWN).update(email=OWN.upper())
    write_contacts(ana, own={"email": "ana@new.example.org"}, assistant={"name": "Iva", "email": ASSISTANTS}, by=by)
    assert ends() == [LinkEnd.ADDRESS, ""]


@pytest.mark.parametrize("own", [{"email": OWN.upper()}, {"email": OWN, "telephone": "+385 1"}])
def test_same_address_ends_nothing(ana: Delegate, by: User, own: dict[str, str]) -> None:
    write_contacts(ana, own=own, assistant={"name": "Iva", "email": ASSISTANTS}, by=by)
    assert ends() == ["", ""]


def test_address_that_moves_to_the_assistant_stays_theirs(ana: Delegate, by: User) -> None:
    write_contacts(ana, own={}, assistant={"name": "Iva", "email": OWN}, by=by)
    assert ends() == ["", LinkEnd.ADDRESS]


def test_withdrawing_ends_nothing(ana: Delegate, by: User) -> None:
    """Neither theirs, as a wrong tap needs a way back, nor a registrar's: they may read why."""
    deciding.withdraw(ana, by=by)
    assert ends() == ["", ""]


def test_links_of_who_is_replaced_end(ana: Delegate, by: User) -> None:
    """Of one that ended before, it stays known why."""
    open_visit(AccessLink.objects.order_by("pk")[0])
    AccessLink.objects.filter(email=ASSISTANTS).update(ended_at=timezone.now(), end=LinkEnd.NOT_MINE)
    open_visit_by_code(OWN, holder=ana)
    deputy = substitute(ana, rows.person("Iva Primer"), by=by).row
    assert (ends(), LinkSession.objects.count()) == ([LinkEnd.REPLACED, LinkEnd.NOT_MINE], 0)
    assert make_link(deputy, email=OWN)[0].ended_at is None


def test_links_of_the_card_that_goes_end(ana: Delegate, by: User) -> None:
    other = delegate_of("other@example.org", "Ana P.")
    make_link(other, email="other@example.org")
    merge_people(card_of(ana), card_of(other), by=by)
    assert ends() == ["", "", LinkEnd.MERGED]


def test_erasure_ends_links_and_says_nowhere_where_they_went(ana: Delegate, by: User) -> None:
    MailedCode.objects.create(address=OWN, digest="a", digest_key="b", expires_at=timezone.now(), tries_left=5)
    open_visit_by_code(OWN)
    erase(card_of(ana), by=by, reason="They asked for it")
    assert list(AccessLink.objects.values_list("end", "email")) == [(LinkEnd.ERASED, "")] * 2
    assert (MailedCode.objects.count(), LinkSession.objects.count()) == (0, 0)


def test_focal_point_with_another_address_needs_another_link(by: User) -> None:
    point = point_of(OWN, coming_event())
    make_link(point, email=OWN)
    change_focal_point(point, {"telephone": "+385 1", "email": OWN}, by=by)
    assert ends() == [""]
    change_focal_point(point, {"email": "new@example.org"}, by=by)
    assert ends() == [LinkEnd.ADDRESS]


def test_correcting_the_address_of_an_invitation_ends_the_link_to_the_former(by: User) -> None:
    event = coming_event()
    point = point_of(OWN, event)
    invited = makers.delegation(event, by=by, city=rows.rijeka())
    make_link(point, email=OWN)
    correct_address(Delegation.objects.get(pk=invited.pk), "new@example.org", by=by)
    found = AccessLink.objects.order_by("pk").values_list("email", "end")
    assert list(found) == [(OWN, LinkEnd.ADDRESS), ("new@example.org", "")]


def test_link_of_a_focal_point_works_until_they_end(by: User) -> None:
    point = point_of(OWN, coming_event())
    _link, secret = make_link(point, email=OWN)
    assert link_of(secret, Area.FOCAL_POINT) is not None
    end_focal_point(point, on=timezone.localdate(), by=by)
    assert link_of(secret, Area.FOCAL_POINT) is None


def test_erased_focal_point_has_no_link(by: User) -> None:
    point = point_of(OWN, coming_event())
    make_link(point, email=OWN)
    end_focal_point(point, on=timezone.localdate(), by=by)
    erase_focal_point(point, by=by)
    assert list(AccessLink.objects.values_list("end", "email")) == [(LinkEnd.ERASED, "")]


@pytest.mark.parametrize(("days", "left"), [(29, 2), (31, 1)])
def test_ended_link_is_forgotten_after_30_days(ana: Delegate, by: User, days: int, left: int) -> None:
    write_contacts(ana, own={}, assistant={"name": "Iva", "email": ASSISTANTS}, by=by)
    forget_links(timezone.now() + timedelta(days=days))
    assert AccessLink.objects.count() == left


def test_link_that_somebody_else_got_is_kept_while_the_holder_may_come_in(ana: Delegate) -> None:
    Event.objects.filter(pk=ana.event_id).update(ends=timezone.localdate() + timedelta(days=200))
    AccessLink.objects.filter(email=OWN).update(ended_at=timezone.now(), end=LinkEnd.NOT_MINE)
    forget_links(timezone.now() + timedelta(days=100))
    assert ends() == [LinkEnd.NOT_MINE, ""]


@pytest.mark.parametrize(("days", "left"), [(60, 2), (61, 0)])
def test_link_is_forgotten_30_days_after_it_stopped_working_by_itself(ana: Delegate, days: int, left: int) -> None:
    Event.objects.filter(pk=ana.event_id).update(starts=timezone.localdate(), ends=timezone.localdate())
    FeedToken.objects.create(delegate=ana, digest="going on", sealed="sealed")
    forget_links(timezone.now() + timedelta(days=days))
    assert (AccessLink.objects.count(), FeedToken.objects.count()) == (left, min(left, 1))


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_ended_calendar_address_is_forgotten_after_30_days(ana: Delegate, days: int, left: int) -> None:
    FeedToken.objects.create(delegate=ana, digest="ended", sealed="sealed", ended_at=timezone.now())
    forget_links(timezone.now() + timedelta(days=days))
    assert FeedToken.objects.count() == left


def test_visits_and_codes_that_ended_are_forgotten(ana: Delegate) -> None:
    now = timezone.now()
    for expires_at, address in ((now, "a@example.org"), (now + timedelta(minutes=1), "b@example.org")):
        MailedCode.objects.create(address=address, digest="a", digest_key="b", expires_at=expires_at, tries_left=5)
    for mailbox in ("c@example.org", "d@example.org"):
        open_visit_by_code(mailbox, holder=ana)
    LinkSession.objects.filter(mailbox="c@example.org").update(expires_at=now)
    assert forget_codes_and_visits(now) == 2
    assert MailedCode.objects.get().address == "b@example.org"
    assert LinkSession.objects.get().mailbox == "d@example.org"
