"""The pages about delegates are valid HTML, whatever they say."""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import User
from participants.desk.delegates.steps import STEPS
from participants.models import DelegateContact, Delegation
from participants.nominations import deciding, proposing
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.desk.delegates.reading import list_of, page_of, step_of
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Group

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_pages_are_valid(event: Event, registrar: User, ours: Delegation, tmp_path: Path) -> None:
    Group.objects.create(event=event, name="B")
    row = makers.accepted(ours, by=registrar, name="Ana <b>Primer</b>")
    DelegateContact.objects.create(delegate=row, email="ana@example.org")
    name = proposing.propose(ours, "Iva & Primer", by=registrar)
    rows.person("Iva Primer")
    desk = browser_of(registrar)
    table, register = list_of(event), reverse("participants:register", args=[event.uid])
    asks = [table, f"{table}?q=nobody", f"{table}?state=none", page_of(row), page_of(name), register]
    pages = [
        desk.get(address) for address in [*asks, *(step_of(name, step) for step in STEPS), step_of(row, "reserve")]
    ]
    pages += [desk.post(address) for address in [table, register, *(step_of(row, step) for step in STEPS)]]
    pages += [desk.get(f"/desk/delegates/{row.pk}/row/"), desk.post(f"/desk/delegates/{row.pk}/row/")]
    deciding.withdraw(row, by=registrar)
    files = []
    for number, page in enumerate(pages):
        if page.status_code != 302:
            files.append(tmp_path / f"{number}.html")
            files[-1].write_bytes(page.content)
    assert (len(files) > 20, complaints(files)) == (True, [])
