"""Telling: what is untold, which mails say it, and that they go together or not at all."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.letters.urgency import Urgency
from accounts.models import User
from backstage.models import AuditEntry, OutgoingMail, Undeliverable
from participants.desk.delegates.history import history
from participants.letters.telling.news import SENTENCES, News, news_of, untold
from participants.letters.telling.sending import Told, tell
from participants.models import Delegate, Delegation, Invitation
from participants.nominations import deciding, offering, proposing, substituting
from participants.nominations.seen_by.city import state_for_city
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, keys, recipients, shown, told
from tours.models import Contact, Event

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2017, 8, 25, 17, 0, tzinfo=UTC)


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


def body(event: Event, city: Any, registrar: User, **facts: Any) -> Delegation:
    makers.focal_point(event, city, **{"name": f"Focal point of {city}"} | facts)
    return makers.delegation(event, by=registrar, city=city, seats=5)


@pytest.fixture
def rijeka(event: Event, registrar: User) -> Delegation:
    return body(event, rows.rijeka(), registrar, email="rijeka@example.org")


def send_all(event: Event, registrar: User) -> Told:
    return tell(event, shown=shown(event), mails=keys(event), by=registrar)


def test_city_is_told_of_all_its_people_in_one_mail(event: Event, registrar: User, rijeka: Delegation) -> None:
    ana, ivo, eva, _open = (makers.proposed(rijeka, by=registrar, name=name) for name in ("Ana", "Ivo", "Eva", "Open"))
    deciding.accept(ana, by=registrar)
    deciding.reserve(ivo, by=registrar)
    deciding.decline(eva, by=registrar)
    [telling] = told(event)
    assert telling.to_city
    assert (telling.to_city.to, telling.to_city.subject, telling.to_city.body) == (
        "rijeka@example.org",
        "Smart City Week: who of Rijeka has a place",
        (
            "Dear Focal point of Rijeka,\n\n"
            "This was decided about the people of Rijeka for Smart City Week, 4–8 September 2017:\n\n"
            "- Ana has a place.\n"
            "- Ivo is a reserve: if a place becomes free, we will write to you.\n"
            "- Eva was not chosen this time.\n\n"
            "All of this is on your own page. This link is for you alone, so please do not pass it on:\n"
            "[The personal link stands here in the mail that is sent.]\n\n"
            "If something is not right, please answer this mail.\n"
        ),
    )
    assert (telling.to_people, telling.without_address) == ((), ("Ana",))


def test_no_mail_names_people_of_another_city(event: Event, registrar: User, rijeka: Delegation) -> None:
    belgrade = body(event, rows.belgrade(), registrar, email="belgrade@example.org")
    ours, theirs = (makers.accepted(of, by=registrar, name=f"Primer of {of}") for of in (rijeka, belgrade))
    contact(ours, "ours@example.org")
    contact(theirs, "theirs@example.org")
    named = {
        mail.to: [row.name in mail.body + mail.subject for row in (ours, theirs)]
        for of in told(event)
        for mail in of.mails
    }
    assert named == {
        "rijeka@example.org": [True, False],
        "ours@example.org": [True, False],
        "belgrade@example.org": [False, True],
        "theirs@example.org": [False, True],
    }


def test_who_gets_a_place_is_written_to_at_both_addresses(event: Event, registrar: User, rijeka: Delegation) -> None:
    mayor, other, reserve = (makers.proposed(rijeka, by=registrar, name=name) for name in ("Mayor", "Other", "Third"))
    contact(mayor, "mayor@example.org")
    contact(mayor, "office@example.org", Whose.ASSISTANT)
    contact(other, "office@example.org")
    contact(other, "office@example.org", Whose.ASSISTANT)
    contact(reserve, "third@example.org")
    for row in (mayor, other):
        deciding.accept(row, by=registrar)
    deciding.reserve(reserve, by=registrar)
    assert [(mail.to, mail.subject) for mail in told(event)[0].to_people] == [
        ("mayor@example.org", "Smart City Week: Mayor has a place"),
        ("office@example.org", "Smart City Week: Mayor has a place"),
        ("office@example.org", "Smart City Week: Other has a place"),
    ]


def test_offer_says_until_when_in_the_persons_zone(event: Event, registrar: User, rijeka: Delegation) -> None:
    row = deciding.reserve(makers.proposed(rijeka, by=registrar, name="Ana"), by=registrar)
    contact(row, "ana@example.org")
    offering.offer(row, by=registrar, hours=2, now=FRIDAY)
    [telling] = told(event, FRIDAY)
    until = "28 August 2017, 09:00 Rijeka time (UTC+2)"
    assert telling.sentences == (f"Ana is offered a place until {until}.",)
    assert telling.to_people[0].subject == f"Smart City Week: a place is offered to Ana until {until}"
    assert f"We hold it for you until {until}." in telling.to_people[0].body
    assert told(event, FRIDAY + timedelta(days=4)) == []


def test_all_is_sent_together_and_noted_once(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    row = makers.accepted(rijeka, by=registrar, name="Ana")
    contact(row, "ana@example.org")
    makers.proposed(rijeka, by=registrar)
    assert send_all(event, registrar) == Told(mails=2, people=1)
    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [
        (["rijeka@example.org"], [settings.OFFICE_EMAIL]),
        (["ana@example.org"], [settings.OFFICE_EMAIL]),
    ]
    assert list(event.delegates.values_list("state", "told_state")) == [("accepted", "accepted"), ("proposed", "")]
    assert told(event) == []


def test_what_changed_since_it_was_shown_is_not_sent(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    row = makers.accepted(rijeka, by=registrar)
    before, sent = shown(event), keys(event)
    deciding.withdraw(row, by=registrar)
    deciding.accept(makers.proposed(rijeka, by=registrar), by=registrar)
    with pytest.raises(ValidationError, match="Something changed since this page was shown"):
        tell(event, shown=before, mails=sent, by=registrar)
    assert (mailoutbox, set(event.delegates.values_list("told_state", flat=True))) == ([], {""})


def test_second_registrar_who_sends_the_same_is_told_that_it_changed(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    makers.accepted(rijeka, by=registrar)
    before, sent = shown(event), keys(event)
    tell(event, shown=before, mails=sent, by=registrar)
    with pytest.raises(ValidationError, match="Something changed"):
        tell(event, shown=before, mails=sent, by=registrar)
    assert len(mailoutbox) == 1


def test_new_address_changes_what_was_shown(event: Event, registrar: User, rijeka: Delegation) -> None:
    row = makers.accepted(rijeka, by=registrar)
    before = shown(event)
    contact(row, "ana@example.org")
    assert before != shown(event)


def test_what_is_left_out_stays_untold(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    belgrade = body(event, rows.belgrade(), registrar, email="belgrade@example.org")
    for of in (rijeka, belgrade):
        makers.accepted(of, by=registrar)
    first = keys(event)[0]
    tell(event, shown=shown(event), mails=[first], by=registrar)
    assert ([mail.to for mail in mailoutbox], recipients(event)) == ([["rijeka@example.org"]], ["belgrade@example.org"])


def test_people_are_not_told_before_their_city(event: Event, registrar: User, rijeka: Delegation) -> None:
    contact(makers.accepted(rijeka, by=registrar), "ana@example.org")
    _city, person = keys(event)
    with pytest.raises(ValidationError) as refused:
        tell(event, shown=shown(event), mails=[person], by=registrar)
    assert refused.value.messages == [
        "Tell Rijeka first, or together with its people: choose that as well, or leave the mails to its people out."
    ]


def test_nothing_chosen_is_said(event: Event, registrar: User, rijeka: Delegation) -> None:
    makers.accepted(rijeka, by=registrar)
    with pytest.raises(ValidationError, match="Choose at least one mail"):
        tell(event, shown=shown(event), mails=["forged", "person-1-0"], by=registrar)


def test_nobody_is_told_of_a_place_at_a_cancelled_event(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    makers.accepted(rijeka, by=registrar)
    Event.objects.update(state="cancelled")
    with pytest.raises(ValidationError, match="The event is cancelled"):
        send_all(event, registrar)
    assert mailoutbox == []


@pytest.mark.parametrize("why", ["none", "ended", "returned", "cannot be sent to"])
def test_city_without_an_address_is_told_by_telephone(
    why: str, event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    point = rijeka.focal_point
    assert point
    if why == "none":
        Delegation.objects.update(focal_point=None)
    elif why == "ended":
        type(point).objects.update(ended=timezone.localdate())
    elif why == "returned":
        Undeliverable.objects.create(address="rijeka@example.org", since=timezone.now())
    else:
        type(point).objects.update(email="ђорђе@example.org")
    makers.accepted(rijeka, by=registrar)
    [telling] = told(event)
    assert (telling.by_telephone, telling.mails) == (True, ())
    assert tell(event, shown=shown(event), mails=[], by_telephone=[telling.key], by=registrar) == Told(0, 1)
    assert (mailoutbox, told(event)) == ([], [])


def test_people_of_a_city_without_an_address_are_written_to_once_it_was_told(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    Delegation.objects.update(focal_point=None)
    contact(makers.accepted(rijeka, by=registrar), "ana@example.org")
    [telling] = told(event)
    sent = keys(event)
    with pytest.raises(ValidationError, match="Tell Rijeka first"):
        tell(event, shown=shown(event), mails=sent, by=registrar)
    assert tell(event, shown=shown(event), mails=sent, by_telephone=[telling.key], by=registrar) == Told(1, 1)
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]


def test_driver_of_no_city_is_told_by_their_own_mail(event: Event, registrar: User, mailoutbox: list[Any]) -> None:
    driver = proposing.register_directly(event, rows.person("Driver"), by=registrar, facts={"capacity": "driver"})
    assert [telling.by_telephone for telling in told(event)] == [True]
    contact(driver, "driver@example.org")
    send_all(event, registrar)
    assert ([mail.to for mail in mailoutbox], told(event)) == ([["driver@example.org"]], [])


def test_who_was_told_of_a_place_and_lost_it_no_longer_comes(event: Event, registrar: User, rijeka: Delegation) -> None:
    silent, told_of = (makers.accepted(rijeka, by=registrar, name=name) for name in ("Silent", "Told"))
    deciding.withdraw(silent, by=registrar)
    send_all(event, registrar)
    deciding.withdraw(told_of, by=registrar)
    assert [telling.sentences for telling in told(event)] == [("Told no longer comes.",)]


def test_who_was_never_told_of_a_place_is_not_told_that_it_is_lost(event: Event, registrar: User) -> None:
    ours, by = makers.delegation(event, by=registrar), registrar
    deciding.withdraw(makers.proposed(ours, by=by), by=by)
    deciding.withdraw(makers.accepted(ours, by=by), by=by)
    assert list(untold(event, now=timezone.now())) == []


def test_substitute_is_told_together_with_who_leaves(event: Event, registrar: User, rijeka: Delegation) -> None:
    mayor = makers.accepted(rijeka, by=registrar, name="Mayor")
    send_all(event, registrar)
    substituting.substitute(mayor, rows.person("Deputy"), by=registrar)
    assert [telling.sentences for telling in told(event)] == [
        (
            "Mayor no longer comes: somebody else comes instead.",
            "Deputy has a place.",
        )
    ]


def test_offer_that_ran_out_and_offer_that_was_refused_are_told_apart(
    event: Event, registrar: User, rijeka: Delegation
) -> None:
    silent, unwilling = (
        deciding.reserve(makers.proposed(rijeka, by=registrar, name=name), by=registrar) for name in ("Silent", "No")
    )
    for row in (silent, unwilling):
        offering.offer(row, by=registrar, hours=2)
    send_all(event, registrar)
    offering.lapse(silent, by=registrar, now=timezone.now() + timedelta(days=9))
    deciding.decline(unwilling, by=registrar)
    assert [telling.sentences for telling in told(event)] == [
        ("Silent was offered a place, but the offer ran out without an answer.", "No no longer comes.")
    ]


def test_second_offer_is_told_anew(event: Event, registrar: User, rijeka: Delegation) -> None:
    row = deciding.reserve(makers.proposed(rijeka, by=registrar), by=registrar)
    offering.offer(row, by=registrar, hours=2)
    send_all(event, registrar)
    offering.lapse(row, by=registrar, now=timezone.now() + timedelta(days=9))
    deciding.reserve(row, by=registrar)
    offering.offer(row, by=registrar, hours=5)
    assert [news_of(Delegate.objects.get(pk=row.pk)), len(told(event))] == [News.OFFER, 1]


@pytest.mark.parametrize(
    "typed", ["Ana\nBcc: evil@example.org", "Ana\r\nTo: evil@example.org", "Ana\u2028x\x0bBcc: evil@example.org"]
)
def test_no_name_makes_a_header_of_its_own(typed: str, event: Event, registrar: User, rijeka: Delegation) -> None:
    row = makers.accepted(rijeka, by=registrar)
    contact(row, "ana@example.org")
    Delegate.objects.filter(pk=row.pk).update(name=typed)
    Event.objects.filter(pk=event.pk).update(title=typed)
    event.refresh_from_db()
    mails = [mail for telling in told(event) for mail in telling.mails]
    assert [mail.subject.splitlines() for mail in mails] == [[mail.subject] for mail in mails]
    assert len(mails[0].body.splitlines()) == 10


@pytest.mark.parametrize("name", ["김민재", "Ђорђе Чачак", "<b>Ana</b> & %(x)s {{ x }}", "x" * 200])
def test_names_stand_in_mails_as_they_are_written(name: str, event: Event, registrar: User, rijeka: Delegation) -> None:
    makers.accepted(rijeka, by=registrar, name=name)
    [telling] = told(event)
    assert telling.to_city
    assert f"- {name} has a place.\n" in telling.to_city.body


@pytest.mark.parametrize(
    ("invitation", "contacts", "address"),
    [
        ("reply@example.org", ["desk@example.org"], "reply@example.org"),
        ("", ["", "desk@example.org", "later@example.org"], "desk@example.org"),
        (None, [], settings.OFFICE_EMAIL),
    ],
)
def test_answers_go_where_the_invitation_says(
    invitation: str | None,
    contacts: list[str],
    address: str,
    event: Event,
    registrar: User,
    rijeka: Delegation,
    mailoutbox: list[Any],
) -> None:
    if invitation is not None:
        Invitation.objects.create(event=event, reply_to=invitation)
    for number, email in enumerate(contacts):
        Contact.objects.create(event=event, name="Desk", email=email, phone="+82 2 000", position=number)
    makers.accepted(rijeka, by=registrar)
    send_all(event, registrar)
    assert [mail.reply_to for mail in mailoutbox] == [[address]]


def test_offer_is_of_use_until_it_runs_out_and_other_news_for_ever(
    event: Event, registrar: User, rijeka: Delegation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    row = deciding.reserve(makers.proposed(rijeka, by=registrar, name="Ana"), by=registrar)
    contact(row, "ana@example.org")
    until = offering.offer(row, by=registrar, hours=2).offered_until
    send_all(event, registrar)
    found = OutgoingMail.objects.order_by("pk").values_list("recipient", "urgency", "useless_after")
    assert list(found) == [
        ("rijeka@example.org", Urgency.LETTER, None),
        ("ana@example.org", Urgency.LETTER, until),
    ]


def test_mails_go_through_the_outbox_and_no_log_has_an_address(
    event: Event, registrar: User, rijeka: Delegation, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    contact(makers.accepted(rijeka, by=registrar), "ana@example.org")
    with caplog.at_level(logging.DEBUG):
        send_all(event, registrar)
    found = OutgoingMail.objects.order_by("pk").values_list("recipient", flat=True)
    assert (list(found), "@example.org" in caplog.text) == (["rijeka@example.org", "ana@example.org"], False)


def test_city_reads_what_it_was_told_and_nothing_of_a_quiet_decision(
    event: Event, registrar: User, rijeka: Delegation
) -> None:
    row = makers.proposed(rijeka, by=registrar)
    seen = []

    def read() -> None:
        row.refresh_from_db()
        seen.append(state_for_city(row))

    read()
    deciding.reserve(row, by=registrar)
    read()
    send_all(event, registrar)
    read()
    deciding.accept(row, by=registrar)
    read()
    send_all(event, registrar)
    read()
    deciding.withdraw(row, by=registrar)
    read()
    assert seen == ["Proposed", "Proposed", "Reserve", "Reserve", "Has a place", "Withdrawn"]


def test_name_that_the_city_took_back_reads_so(event: Event, registrar: User, rijeka: Delegation) -> None:
    row = deciding.withdraw(makers.proposed(rijeka, by=registrar), by=registrar)
    assert state_for_city(row) == "Withdrawn"


def test_every_piece_of_news_has_its_sentence() -> None:
    assert list(SENTENCES) == list(News)


def test_trail_says_who_told_whom_what_and_how(event: Event, registrar: User, rijeka: Delegation) -> None:
    ana, ivo = (makers.accepted(rijeka, by=registrar, name=name) for name in ("Ana", "Ivo"))
    contact(ana, "ana@example.org")
    driver = proposing.register_directly(event, rows.person("Eva"), by=registrar, facts={"capacity": "driver"})
    tell(event, shown=shown(event), mails=keys(event), by_telephone=[f"person-{driver.pk}"], by=registrar)
    entries = AuditEntry.objects.filter(changes__has_key="told_state", action=AuditEntry.Action.UPDATE)
    noted = entries.order_by("pk").values_list("object_repr", "actor", "reason", "changes__told_state")
    change = ["", "accepted"]
    assert list(noted) == [
        ("Ana", registrar.pk, "Told by mail: the focal point and the delegate", change),
        ("Ivo", registrar.pk, "Told by mail: the focal point", change),
        ("Eva", registrar.pk, "Told by telephone", change),
    ]
    words = [done.reason for row in (ana, ivo) for done in history(row, user=registrar, registers=True).done[:1]]
    assert words == ["Told by mail: the focal point and the delegate", "Told by mail: the focal point"]
    assert "ana@example.org" not in str(list(AuditEntry.objects.values()))
