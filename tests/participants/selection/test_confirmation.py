"""The letter by which a city confirms its names."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from participants.nominations import deciding
from participants.selection.confirmation import LINE, letter
from participants.selection.sheet import Confirmation
from tests.factories import rows
from tests.participants import makers
from tests.participants.selection.values import ANA, name
from tests.tours.pdf.reading import failures, letters, lines
from tours.vocabulary import RoleKind

LETTER = Confirmation(
    title="Smart City Week",
    programme="Urban Partnership Program",
    place="Seoul, Republic of Korea",
    starts=date(2017, 9, 4),
    ends=date(2017, 9, 8),
    body="Rijeka",
    names=(ANA, name(key=2, name="Ђорђе Пример", rank=2)),
    confirm_by=date(2017, 8, 20),
    reply_to="office@example.org",
    at=datetime(2017, 8, 10, 9, 0, tzinfo=ZoneInfo("Asia/Seoul")),
)


def test_letter_says_who_comes_to_what_and_where_it_goes() -> None:
    made = letter(LETTER)
    assert lines(made) == [
        "Confirmation of names",
        "Event Smart City Week",
        "Urban Partnership Program",
        "When and where 4–8 September 2017, Seoul, Republic of Korea",
        "City or organisation Rijeka",
        "We put these people forward, in this order of choice:",
        "Name Order Position and organisation Comes as",
        "Ana Primer 1 Head of transport, City of Rijeka Head of delegation",
        "Ђорђе Пример 2 Head of transport, City of Rijeka Head of delegation",
        f"Place and date {LINE}",
        f"Name and position {LINE}",
        f"Signature and stamp {LINE}",
        "Please sign this letter and send it to office@example.org by 20 August 2017.",
        "10 August 2017 · Smart City Week Page 1 of 1",
    ]
    assert (failures(made), letter(LETTER) == made) == ([], True)


@pytest.mark.django_db
def test_letter_names_those_of_the_delegation_who_may_still_come_and_is_for_registrars_alone() -> None:
    by = rows.coordinator()
    event = makers.published_event()
    ours, other = makers.delegation(event, by=by), makers.delegation(event, by=by)
    makers.proposed(ours, by=by, name="Ana Primer")
    gone, _elsewhere = (
        makers.proposed(ours, by=by, name="Gone Primer"),
        makers.proposed(other, by=by, name="Iva Primer"),
    )
    deciding.withdraw(gone, by=by)
    browser = Client()
    browser.force_login(rows.colleague(RoleKind.REGISTRAR, at=event))
    answer = browser.get(f"/desk/delegations/{ours.pk}/confirmation/pdf/")
    assert [name for name in ("Ana", "Gone", "Iva") if f"{name}Primer" in letters(answer.content)] == ["Ana"]
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    browser.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    assert browser.get(f"/desk/delegations/{ours.pk}/confirmation/pdf/").status_code == 403
