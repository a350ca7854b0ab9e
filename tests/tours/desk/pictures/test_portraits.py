"""The portrait of a person: seen by all only where it is written down that they agreed, and gone with them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.template import Context, Template
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.stale_forms.tags import NAME
from participants.privacy.erasing import erase
from participants.privacy.exporting import as_plain, known_of
from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.desk.pictures.uploads import photograph
from tours.editions.redaction.redacting import redact_person
from tours.models import Event, Person, Portrait
from tours.record.merging import merge
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
AGREED = {"agreed_on": "2017-08-01", "agreed_how": "By e-mail"}


@pytest.fixture
def event() -> Event:
    made = rows.event()
    rows.speaker(rows.item(made), "Ana Anić")
    rows.publish(made)
    return made


@pytest.fixture
def person(event: Event) -> Person:
    return Person.objects.get()


@pytest.fixture
def desk(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))


def send(desk: Client, person: Person, **typed: Any) -> Any:
    return desk.post(page(person), {"file": photograph(), "credit": "City of Rijeka", **typed})


def page(person: Person) -> str:
    return f"/desk/people/{person.uid}/portrait/"


def public(size: str = "face-160.webp") -> str:
    return f"/portraits/{Portrait.objects.get().digest}/{size}"


def shown(person: Person) -> str:
    words = '{% load pictures %}{% portrait uid as p %}{% include "components/_picture.html" with picture=p only %}'
    return Template(words).render(Context({"uid": str(person.uid)}))


def files() -> list[Path]:
    """Everything stored or kept of a portrait."""
    folder = Path(live.MEDIA_ROOT).parent
    return [path for kind in ("media/files", "kept") for path in (folder / kind).rglob("*.*") if path.is_file()]


def test_nobody_sees_it_before_the_person_agreed(desk: Client, person: Person) -> None:
    assert send(desk, person).status_code == 302
    assert (Client().get(public()).status_code, shown(person)) == (404, "")
    own = desk.get(f"{page(person)}face-160.webp")
    assert (own.status_code, own["Cache-Control"]) == (200, "private, no-cache")
    assert "Readers do not see it" in desk.get(page(person)).content.decode()
    assert send(desk, person, **AGREED).status_code == 302
    answer = Client().get(public())
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "image/webp",
        "public, no-cache",
    )
    assert f'<img src="{public("face-160.jpg")}" width="160" height="160" alt="Portrait of Ana Anić">' in shown(person)


def test_who_wrote_the_consent_down_and_when_stays_until_it_changes(desk: Client, person: Person, event: Event) -> None:
    send(desk, person, **AGREED)
    first = Portrait.objects.get()
    assert (first.agreed_on, first.agreed_how, first.recorded_by) == (
        date(2017, 8, 1),
        "By e-mail",
        User.objects.get(roles__kind=RoleKind.COORDINATOR, roles__event=event),
    )
    other = Client()
    other.force_login(rows.operator())
    other.post(page(person), {"credit": "The office", **AGREED})
    again = Portrait.objects.get()
    assert (again.credit, again.recorded_by, again.recorded_at) == ("The office", first.recorded_by, first.recorded_at)
    other.post(page(person), {"credit": "The office", **AGREED, "agreed_on": "2017-08-02"})
    again = Portrait.objects.get()
    assert (again.recorded_by != first.recorded_by, again.recorded_at != first.recorded_at) == (True, True)
    other.post(page(person), {"credit": "The office"})
    again = Portrait.objects.get()
    assert (again.agreed_on, again.recorded_by, again.recorded_at) == (None, None, None)


def test_consent_that_a_colleague_took_away_meanwhile_is_not_written_again(desk: Client, person: Person) -> None:
    send(desk, person, **AGREED)
    tag = desk.get(page(person)).context["form"][NAME].value()
    Portrait.objects.update(agreed_on=None, agreed_how="", recorded_by=None, recorded_at=None)
    refused = desk.post(page(person), {"credit": "The office", **AGREED, NAME: tag})
    form = refused.context["form"]
    assert (refused.status_code, Portrait.objects.published().count()) == (400, 0)
    assert [form[name].value() for name in ("credit", "agreed_on", "agreed_how")] == ["The office", "", ""]
    assert "Readers do not see it" in refused.content.decode()


def test_half_a_consent_is_refused_and_the_file_stays_chosen(desk: Client, person: Person) -> None:
    refused = send(desk, person, agreed_on="2017-08-01")
    assert (refused.status_code, refused.context["form"].non_field_errors()) == (
        400,
        ["Write down both the day on which the person agreed, and how."],
    )
    [key] = re.findall(r'name="file-kept" value="([^"]+)"', refused.content.decode())
    assert desk.post(page(person), {"file-kept": key, **AGREED}).status_code == 302
    assert Portrait.objects.published().count() == 1


def test_portrait_that_is_kept_costs_one_query(desk: Client, person: Person) -> None:
    send(desk, person, **AGREED)
    address = public()
    first = Client().get(address)
    with asked() as warm:
        again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, warm.queries) == (304, 1)


def test_file_and_sizes_go_with_the_portrait(
    desk: Client, person: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    send(desk, person, **AGREED)
    Client().get(public())
    assert len(files()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        send(desk, person, file=photograph("navy"), **AGREED)
    assert len(files()) == 1  # the other file; its sizes are drawn when somebody asks
    Client().get(public())
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page(person), {"remove": ""})
    assert (Portrait.objects.count(), files()) == (0, [])


def test_redaction_takes_the_portrait_with_the_card(
    desk: Client,
    person: Person,
    event: Event,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    send(desk, person, **AGREED)
    Client().get(public())
    with django_capture_on_commit_callbacks(execute=True):
        redact_person(event, person_uid=str(person.uid), by=rows.operator(), reason="She asked for it.")
    assert (Portrait.objects.count(), files()) == (0, [])


def test_redaction_at_one_event_leaves_the_portrait_of_who_comes_to_another(
    desk: Client, person: Person, event: Event
) -> None:
    send(desk, person, **AGREED)
    rows.speaker(rows.item(rows.event(slug="other")), person)
    redact_person(event, person_uid=str(person.uid), by=rows.operator(), reason="She asked for it.")
    assert Portrait.objects.get().person == person


def test_erasure_takes_the_portrait_of_a_card_at_no_event(
    desk: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    alone = rows.person("Ivo Ivić")
    send(desk, alone, **AGREED)
    assert as_plain(known_of(alone))["portrait"][0]["agreed_how"] == "By e-mail"
    with django_capture_on_commit_callbacks(execute=True):
        erase(alone, by=rows.operator(), reason="He asked for it.")
    assert (Portrait.objects.count(), files()) == (0, [])


def test_merged_card_brings_its_portrait_unless_there_is_one(desk: Client, person: Person) -> None:
    other, third = rows.person("Ana Anich"), rows.person("A. Anić")
    send(desk, other, **AGREED)
    merge(other, into=person, by=rows.operator())
    assert Portrait.objects.get().person == person
    send(desk, third, file=photograph("navy"))
    merge(third, into=person, by=rows.operator())
    assert Portrait.objects.get().agreed_how == "By e-mail"
    assert shown(person) != ""


def test_portrait_is_found_by_the_uid_of_a_merged_card(desk: Client, person: Person) -> None:
    other = rows.person("Ana Anich")
    send(desk, person, **AGREED)
    uid = other.uid
    merge(other, into=person, by=rows.operator())
    other.uid = uid
    assert shown(other) == shown(person)


def test_who_may_not_edit_the_person_sets_no_portrait(person: Person, event: Event) -> None:
    stranger, viewer = Client(), Client()
    stranger.force_login(rows.stranger())
    viewer.force_login(rows.colleague(RoleKind.VIEWER, at=event))
    assert [send(client, person).status_code for client in (stranger, viewer)] == [404, 403]
    assert not Portrait.objects.exists()
