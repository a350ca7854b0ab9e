"""Draft links: how they are made, how long they work, and what they take."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories import rows
from tours.editions.preview import preview
from tours.editions.redaction.redacting import redact_text
from tours.models import DraftComment, DraftLink, Event
from tours.record.undoing.tables import tables
from tours.rights.draft_links import comment, draft_link_of, make_draft_link, revoke_draft_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event()


def made(event: Event, label: str = "The host", lasts: timedelta = timedelta(days=7)) -> tuple[DraftLink, str]:
    return make_draft_link(event, by=rows.stranger(), label=label, lasts=lasts)


def test_link_is_found_by_its_secret_which_is_kept_nowhere(event: Event) -> None:
    link, secret = made(event)
    assert (draft_link_of(secret), draft_link_of(secret[:-1] + "x"), draft_link_of("")) == (link, None, None)
    stored = DraftLink.objects.values().get()
    assert (secret.startswith("sojourn_draft_"), secret[-64:] in str(stored)) == (True, False)


def test_link_works_until_it_expires_or_is_revoked(event: Event) -> None:
    made(event, lasts=timedelta(days=30))
    _link, secret = made(event)
    revoked, other = made(event, "A colleague")
    revoke_draft_link(revoked)
    first = DraftLink.objects.get(pk=revoked.pk).revoked_at
    revoke_draft_link(revoked)
    assert (draft_link_of(other), DraftLink.objects.get(pk=revoked.pk).revoked_at) == (None, first)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert draft_link_of(secret) is None


@pytest.mark.parametrize(
    ("label", "lasts"), [(" ", timedelta(days=7)), ("x", timedelta(days=30, seconds=1)), ("x", timedelta())]
)
def test_link_says_for_whom_it_is_and_lasts_thirty_days_at_most(event: Event, label: str, lasts: timedelta) -> None:
    with pytest.raises(ValidationError):
        made(event, label, lasts)
    assert not DraftLink.objects.exists()


def test_link_takes_so_many_comments_and_no_more(event: Event) -> None:
    link, _secret = made(event)
    DraftComment.objects.bulk_create(DraftComment(link=link, text="Good") for _each in range(49))
    assert comment(link, text=" The room is\x00 wrong\r\n").text == "The room is wrong"
    with pytest.raises(ValidationError, match="takes no more comments"):
        comment(link, text="And")
    assert link.comments.count() == 50


def test_empty_comment_is_refused(event: Event) -> None:
    with pytest.raises(ValidationError):
        comment(made(event)[0], text=" \x01")


def test_links_are_no_part_of_the_record(event: Event) -> None:
    rows.publish(event)
    tag = preview(event).tag
    link, _secret = made(event)
    comment(link, text="Good")
    assert (preview(event).tag, {"tours.DraftLink", "tours.DraftComment"} & tables().keys()) == (tag, set())


def test_redacting_cleans_labels_and_comments(event: Event) -> None:
    event.summary = "With Ana"
    event.save()
    rows.publish(event)
    link, _secret = made(event, "Office of Ana")
    said = comment(link, text="Ana cannot come")
    redact_text(event, text="Ana", by=rows.operator(), reason="asked for")
    link.refresh_from_db()
    said.refresh_from_db()
    assert (link.label, said.text) == ("Office of [removed]", "[removed] cannot come")
