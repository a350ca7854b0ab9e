"""Addresses of delegates, to be copied into a mail."""

import pytest

from participants.models import DelegateContact
from participants.travel.addresses import addresses_of
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants.travel.makers import coming

pytestmark = pytest.mark.django_db


def test_mailbox_of_two_stands_once_and_who_has_none_is_named() -> None:
    event = rows.event()
    ana, boris, vera = (coming(event, name) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    for row, whose, email in (
        (ana, Whose.OWN, "Ana@example.org"),
        (ana, Whose.ASSISTANT, "office@example.org"),
        (boris, Whose.ASSISTANT, "Office@Example.org"),
        (vera, Whose.OWN, ""),
    ):
        DelegateContact.objects.create(delegate=row, whose=whose, email=email, telephone="1")
    found = addresses_of([ana, boris, vera])
    assert [address.lower() for address in found.addresses] == ["ana@example.org", "office@example.org"]
    assert found.without == (vera,)
