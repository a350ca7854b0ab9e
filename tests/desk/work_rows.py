"""What the work leaves behind: posts, notices, mails, jobs, and the audit trail."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import User
from announcements.models import Category, Notice, NoticeRecipient, NoticeState, Post, PostPicture, State
from announcements.posts.gallery import MOST_PICTURES
from backstage.models import AuditEntry, Job, MailState, OutgoingMail, Undeliverable
from participants.models import Delegate
from tests.desk import event_rows
from tests.desk.growing import grown, tied
from tours.models import Edition, Event


def fill_posts(event: Event, size: int, edition: Edition) -> list[Post]:
    """A draft from an older version, a post that is out, and so on."""
    facts = {"state": [State.DRAFT, State.PUBLISHED], "published_on": [None, date(2017, 8, 30)]}
    posts = grown(
        Post,
        size + 1,
        **facts,
        event=event,
        edition=edition,
        picture=event.picture,
        title="Post {n}",
        slug=f"{event.slug}-post-{{n}}",
        body="A.",
    )
    shown = event_rows.pictures(event, min(size, MOST_PICTURES))
    grown(PostPicture, len(shown), post=posts[0], picture=shown)
    tied(posts, "categories", list(Category.objects.all()))
    tied(posts, "themes", list(event.programme.themes.all()))
    return posts


def fill_notices(event: Event, size: int, delegates: list[Delegate]) -> None:
    """The change to the last version waits. Another was sent to all, and messages were, each to one of them."""
    last, now = event.editions.count(), timezone.now()
    Notice.objects.create(event=event, since=1, number=last, goes_at=None)
    told = Notice.objects.create(event=event, since=1, number=last, state=NoticeState.SENT, ended_at=now)
    grown(NoticeRecipient, len(delegates), notice=told, delegate=delegates)
    facts = {"state": NoticeState.SENT, "ended_at": now}
    messages = grown(Notice, size, event=event, subject="Message {n}", words="Come early.", **facts)
    grown(NoticeRecipient, size, notice=messages, delegate=delegates)


def fill_mails(size: int, *, mark: str) -> None:
    now, address = timezone.now(), f"{mark}-{{n}}@example.org"
    facts = {"host": "example.org", "subject": "Hello {n}", "content": b"Hello", "state": MailState.WAITING}
    grown(
        OutgoingMail,
        size,
        **facts,
        key=address,
        message_id=f"<{address}>",
        recipient=address,
        next_at=now,
        created_at=now,
    )
    grown(Undeliverable, size, address=address, since=now)


def fill_jobs(size: int, by: User) -> None:
    grown(Job, size, title="Import {n}", asked_by=by)


def fill_trail(event: Event, size: int) -> list[AuditEntry]:
    """Entries by many people, about the event."""
    people = [role.user for role in event.roles.select_related("user")]
    return grown(
        AuditEntry,
        size,
        content_type=ContentType.objects.get_for_model(Event),
        object_pk=str(event.pk),
        object_repr=event.title,
        action=AuditEntry.Action.UPDATE,
        changes={"title": ["Old", "New"]},
        actor=people,
        event_key=event.pk,
        programme_key=event.programme_id,
    )
