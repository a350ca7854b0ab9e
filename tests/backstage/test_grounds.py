"""Why something is changed, and by whose link: what an inner block says, and what stands for all of the outer one."""

import pytest

from accounts.models import Limits, User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because, current_grounds
from backstage.models import AuditEntry
from tests.factories import rows


def test_link_stands_for_all_that_is_done_within() -> None:
    with acting_because(None, Grounds("Asked", "mail", by_link="Iva")):
        with acting_because(None, NO_GROUNDS):
            assert current_grounds() == Grounds(by_link="Iva")
        with acting_because(None, Grounds("Why", by_link="Ana")):
            assert current_grounds() == Grounds("Why", by_link="Ana")
        assert current_grounds() == Grounds("Asked", "mail", by_link="Iva")
    assert current_grounds() == NO_GROUNDS


@pytest.mark.django_db
def test_entry_of_a_request_by_link_names_no_token() -> None:
    user: User = rows.stranger()
    user.limits = Limits(powers=frozenset())
    words = {}
    for grounds in (Grounds(by_link="Iva"), NO_GROUNDS):
        with acting_because(user, grounds):
            entry = AuditEntry.objects.entry_of(rows.city(f"Town {grounds.by_link}"), {})
        words[grounds.by_link] = (entry.actor_id, entry.by_link, entry.token)
    assert words == {"Iva": (user.pk, "Iva", ""), "": (user.pk, "", "without a name")}
