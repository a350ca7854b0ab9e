"""The digest: what it tells, to whom, when, and each thing once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core import mail

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.letters.writing import Letter, send_written
from accounts.models import Reminded, User
from backstage.grounds import Grounds
from backstage.mail.bounces import mark_undeliverable
from backstage.models import AuditEntry, OutgoingMail
from participants.delegations import answering
from participants.letters.inviting import correct_address, send_invitations
from participants.letters.to_registrars.digest import send_digests
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding, offering, proposing
from participants.travel.rooms.stays import change_stay, end_stay
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import coming, stay
from tours.models import Event, Role
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SEVEN = datetime(2017, 7, 2, 22, 0, tzinfo=UTC)
"""Seven in the morning of Monday 3 July in Seoul, two months before the event."""
EVENING = SEVEN - timedelta(hours=12)


@pytest.fixture
def event() -> Event:
    made = rows.event(title="Smart City Week", slug="week")
    rows.publish(made, by=rows.operator())
    return made


@pytest.fixture
def ana(event: Event) -> User:
    return since_june(rows.colleague(RoleKind.REGISTRAR, at=event, name="Ana"))


@pytest.fixture
def ivo(event: Event) -> User:
    """Does what the others are told of."""
    return since_june(rows.colleague(RoleKind.REGISTRAR, at=event, name="Ivo"))


def since_june(user: User) -> User:
    Role.objects.filter(user=user).update(granted_at=datetime(2017, 6, 1, tzinfo=UTC))
    return user


def invited(event: Event, city: Any = None, *, by: User, **facts: Any) -> Delegation:
    home = city or rows.rijeka()
    makers.focal_point(event, home, email=f"{home.slug}@example.org")
    return makers.delegation(event, by=by, city=home, **facts)


def told(now: datetime) -> list[tuple[str, list[str]]]:
    """To whom a round writes, and each line that begins with a dash."""
    mail.outbox.clear()
    done = send_digests(now)
    found = [(message.to[0], _points(str(message.body))) for message in mail.outbox]
    assert done == len(found)
    return found


def _points(body: str) -> list[str]:
    return [line[2:] for line in body.splitlines() if line.startswith("- ")]


def everything(event: Event, *, by: User) -> None:
    """One of each thing, by the registrar and the worker."""
    ours, other = invited(event, by=by, seats=3), invited(event, rows.belgrade(), by=by)
    send_invitations([ours, other], by=by)
    answering.accept_invitation(ours, by=by)
    answering.decline_invitation(other, by=by)
    names = [makers.proposed(ours, by=by) for _each in range(2)]
    late = deciding.reserve(names[0], by=by)
    offering.offer(late, by=by, hours=1)
    Delegate.objects.filter(pk=late.pk).update(offered_until=EVENING - timedelta(hours=1))
    offering.lapse_due(EVENING)
    ChangeRequest(event=event, delegation=ours, kind="other", text="A private fact").save()
    mark_undeliverable("rijeka@example.org", reason="5.1.1")


def test_morning_tells_what_others_did(event: Event, ana: User, ivo: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        everything(event, by=ivo)
    assert told(SEVEN - timedelta(minutes=1)) == []
    expected = [
        "1 delegation accepts: Rijeka",
        "1 delegation does not come: Belgrade",
        "2 names are put forward: Rijeka (2)",
        "1 request waits for you: Rijeka",
        "1 invitation came back: Rijeka",
        "1 offer of a place ran out: Rijeka",
    ]
    of_nobody = [expected[3], expected[4], expected[5]]  # neither a request without actor, nor the worker, nor the mail
    assert told(SEVEN) == [(ana.email, expected), (ivo.email, of_nobody)]
    assert [told(SEVEN + timedelta(minutes=minutes)) for minutes in (5, 60, 24 * 60)] == [[], [], []]


def test_mail_says_no_private_fact(event: Event, ana: User, ivo: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        everything(event, by=ivo)
    told(SEVEN)
    message = mail.outbox[0]
    assert message.subject == "Who comes: news about Smart City Week"
    assert message.extra_headers == urgency_headers(Urgency.BULK)
    assert [word for word in ("Primer", "private", "@") if word in str(message.body)] == []
    assert str(message.body).startswith(
        "New at Smart City Week, by others than you:\n\n- 1 delegation accepts: Rijeka\n- "
    )


def test_nothing_new_makes_no_mail(event: Event, ana: User) -> None:
    invited(event, by=ana)
    assert told(SEVEN) == []


def test_what_happens_in_the_day_waits_for_the_morning(event: Event, ana: User, ivo: User) -> None:
    ours = invited(event, by=ivo)
    assert told(SEVEN) == []
    with time_machine.travel(SEVEN + timedelta(hours=2), tick=False):
        answering.accept_invitation(ours, by=None, grounds=Grounds(by_link="Ana Primer"))
    assert told(SEVEN + timedelta(hours=3)) == []
    found = ["1 delegation accepts: Rijeka"]
    assert told(SEVEN + timedelta(days=1)) == [(ana.email, found), (ivo.email, found)]


def test_worker_that_was_away_at_seven_tells_later(event: Event, ana: User, ivo: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        answering.accept_invitation(invited(event, by=ivo), by=ivo)
    assert told(SEVEN + timedelta(hours=9)) == [(ana.email, ["1 delegation accepts: Rijeka"])]


def test_in_the_last_week_all_is_told_at_once(event: Event, ana: User, ivo: User) -> None:
    before, evening = datetime(2017, 8, 27, 14, tzinfo=UTC), datetime(2017, 8, 28, 12, tzinfo=UTC)
    with time_machine.travel(before, tick=False):
        ours = invited(event, by=ivo)
        assert told(before) == []
        answering.accept_invitation(ours, by=ivo)
        assert told(before) == []
    with time_machine.travel(evening, tick=False):
        assert told(evening) == [(ana.email, ["1 delegation accepts: Rijeka"])]
        proposing.propose(ours, "Đorđe", by=ivo)
        assert told(evening + timedelta(minutes=5)) == [(ana.email, ["1 name is put forward: Rijeka"])]
    assert told(evening + timedelta(hours=12)) == []


def test_request_after_the_last_day_for_changes_is_told_at_once(event: Event, ana: User) -> None:
    ours = invited(event, by=ana, freeze_on=date(2017, 7, 3))
    told(SEVEN)
    in_time, late = datetime(2017, 7, 3, 14, 59, tzinfo=UTC), datetime(2017, 7, 3, 15, 0, tzinfo=UTC)
    with time_machine.travel(in_time, tick=False):
        ChangeRequest.objects.create(event=event, delegation=ours, kind="other")
        assert told(in_time) == []
    with time_machine.travel(late, tick=False):
        ChangeRequest.objects.create(event=event, delegate=makers.proposed(ours, by=ana), kind="withdrawal")
        assert told(late) == [(ana.email, ["1 request waits for you: Rijeka"])]
        assert told(late + timedelta(minutes=5)) == []
    assert told(SEVEN + timedelta(days=1)) == [(ana.email, ["1 request waits for you: Rijeka"])]


def test_invitation_that_comes_back_again_is_told_again(event: Event, ana: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        ours = invited(event, by=ana)
        send_invitations([ours], by=ana)
        mark_undeliverable("rijeka@example.org", reason="5.1.1")
    found = [(ana.email, ["1 invitation came back: Rijeka"])]
    assert told(SEVEN) == found
    with time_machine.travel(SEVEN, tick=False):
        correct_address(ours, "other@example.org", by=ana)
        mark_undeliverable("other@example.org", reason="5.1.1")
    assert told(SEVEN + timedelta(days=1)) == found


def test_only_those_who_register_people_there_are_told_and_only_since_they_do(event: Event, ivo: User) -> None:
    boss = since_june(rows.coordinator())
    for kind in (RoleKind.EDITOR, RoleKind.VIEWER):
        since_june(rows.colleague(kind, at=event))
    since_june(rows.colleague(RoleKind.REGISTRAR, at=rows.event()))
    since_june(rows.colleague(RoleKind.REGISTRAR, at=event, is_active=False))
    rows.operator()
    new = rows.colleague(RoleKind.REGISTRAR, at=event)
    Role.objects.filter(user=new).update(granted_at=EVENING + timedelta(minutes=1))
    with time_machine.travel(EVENING, tick=False):
        answering.accept_invitation(invited(event, by=ivo), by=ivo)
    assert told(SEVEN) == [(boss.email, ["1 delegation accepts: Rijeka"])]


def test_what_the_liaison_of_the_host_fills_in_is_told_and_not_what_registrars_do(event: Event, ana: User) -> None:
    host = rows.colleague(RoleKind.HOST, at=event)
    with time_machine.travel(EVENING, tick=False):
        invited(event, by=ana)
        row = stay(coming(event))
        change_stay(row, {"room": "301"}, by=host)
        change_stay(row, {"room": "302"}, by=ana)
    assert told(SEVEN) == [(ana.email, ["1 change by the host of cars and rooms"])]
    with time_machine.travel(SEVEN + timedelta(hours=8), tick=False):
        change_stay(row, {"room": "302"}, by=host)  # as it stands
        end_stay(row, by=host)
    assert told(SEVEN + timedelta(days=1)) == [(ana.email, ["1 change by the host of cars and rooms"])]
    assert told(SEVEN + timedelta(days=2)) == []


def test_event_that_is_over_is_silent(event: Event, ana: User, ivo: User) -> None:
    after = datetime(2017, 9, 12, 0, tzinfo=UTC)
    with time_machine.travel(after - timedelta(hours=5), tick=False):
        answering.accept_invitation(invited(event, by=ivo), by=ivo)
    assert told(after) == []


def test_what_fails_is_tried_again_and_holds_up_no_other_event(
    event: Event, ana: User, ivo: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = makers.published_event(title="Dialogue")
    boss = since_june(rows.colleague(RoleKind.REGISTRAR, at=other))
    with time_machine.travel(EVENING, tick=False):
        answering.accept_invitation(invited(event, by=ivo), by=ivo)
        answering.accept_invitation(makers.delegation(other, by=ivo, city=rows.belgrade()), by=ivo)

    def broken(written: Letter, **facts: Any) -> None:
        if "Week" in written.subject:
            raise RuntimeError("no room on the disk")
        send_written(written, **facts)

    monkeypatch.setattr("participants.letters.to_registrars.digest.send_written", broken)
    assert told(SEVEN) == [(boss.email, ["1 delegation accepts: Belgrade"])]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()
    monkeypatch.undo()
    assert told(SEVEN + timedelta(minutes=5)) == [(ana.email, ["1 delegation accepts: Rijeka"])]
    assert Reminded.objects.filter(key__startswith="digest ").count() == 4


@pytest.mark.parametrize("size", [3, 300])
def test_digest_costs_the_same_however_much_happened(event: Event, ana: User, ivo: User, size: int) -> None:
    with time_machine.travel(EVENING, tick=False):
        ours = invited(event, by=ivo)
        names = Delegate.objects.bulk_create(
            Delegate(event=event, delegation=ours, name=f"Primer {number}") for number in range(size)
        )
        happened(event, names, by=ivo)
    with asked() as of_database:
        [(_to, points)] = told(SEVEN)
    assert points == [f"{size} names are put forward: Rijeka ({size})"]
    assert of_database.queries == 17


def happened(event: Event, names: list[Delegate], *, by: User) -> None:
    kind = ContentType.objects.get_for_model(Delegate)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            content_type=kind,
            object_pk=str(row.pk),
            object_repr=row.name,
            action=AuditEntry.Action.CREATE,
            changes={"state": [None, "proposed"]},
            actor_id=by.pk,
            event_key=event.pk,
            timestamp=EVENING,
        )
        for row in names
    )


def not_delivered(key: str, *, state: str = "bounced", at: datetime = EVENING) -> OutgoingMail:
    """A letter under the key, sent and come back."""
    return OutgoingMail.objects.create(
        key=key,
        message_id=f"<{key}@example.org>",
        recipient="ana@example.org",
        host="example.org",
        subject="Smart City Week: Ana has a place",
        content=b"x" if state == "waiting" else b"",
        state=state,
        next_at=at,
        created_at=at,
        settled_at=None if state == "waiting" else at,
    )


def test_letters_that_reached_nobody_are_told_once_with_the_city(event: Event, ana: User, ivo: User) -> None:
    with time_machine.travel(EVENING, tick=False):
        ours = invited(event, by=ivo)
        person = proposing.register_directly(event, rows.person("Driver"), by=ivo, facts={"capacity": "driver"})
        row = makers.proposed(ours, by=ivo)
    told(SEVEN - timedelta(hours=1))
    for state in ("bounced", "given_up", "refused"):
        not_delivered(f"event {event.pk} delegate {row.pk} place {state}", state=state)
    not_delivered(f"event {event.pk} delegation {ours.pk} decided x")
    not_delivered(f"event {event.pk} delegate {person.pk} eve x")
    for left_out in (
        f"event {event.pk} delegation {ours.pk} invitation x",
        f"event {event.pk}0 delegate {row.pk} place x",
        f"focal-point {row.pk} successor x",
    ):
        not_delivered(left_out)
    not_delivered(f"event {event.pk} delegate {row.pk} place waits", state="waiting")
    not_delivered(f"event {event.pk} delegate {row.pk} place arrived", state="sent")
    not_delivered(f"event {event.pk} delegate {row.pk} place old", at=SEVEN - timedelta(days=8))
    points = [line for _to, lines in told(SEVEN) for line in lines if "reached nobody" in line]
    assert points == ["5 letters reached nobody: Rijeka (4)"] * 2
    assert told(SEVEN + timedelta(minutes=5)) == []
