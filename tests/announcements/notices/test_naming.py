"""Erasing a person reaches what colleagues wrote in notices."""

import pytest

from announcements.models import Notice
from participants.privacy.reaching import found, take_out
from tests.factories import rows

pytestmark = pytest.mark.django_db


def test_names_are_found_and_taken_out() -> None:
    event, other = rows.event(slug="week"), rows.event(slug="other")
    ours = Notice.objects.create(event=event, subject="Ana Primer is late", words="Ana Primer comes at ten.")
    theirs = Notice.objects.create(event=other, subject="Bus", words="Ask Ana Primer.")
    assert [(each.kind, each.title) for each in found(["Ana Primer"])] == [
        ("Notice", "Ana Primer is late"),
        ("Notice", "Bus"),
    ]
    take_out([event], ["Ana Primer"], [])
    for notice in (ours, theirs):
        notice.refresh_from_db()
    assert (ours.subject, ours.words, theirs.words) == (
        "[removed] is late",
        "[removed] comes at ten.",
        "Ask Ana Primer.",
    )
    take_out([], [], ["Ana Primer"])
    theirs.refresh_from_db()
    assert theirs.words == "Ask [removed]."
