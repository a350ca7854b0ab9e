"""One event with a row of every kind, and the users who try each address of the desk and the administration."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.admin import site
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from announcements.models import Category, Notice, OldAddress, Page, Post, PostPicture, Testimonial
from backstage.models import AuditEntry, Job, MailState, OutgoingMail, Undeliverable
from tests.access.people_world import arguments_of_who_comes
from tests.access.world import HIDDEN, OPEN, Arguments, png, things
from tests.announcements.makers import new_testimonial, post
from tests.factories import rows
from tours.editions.redaction.redacting import redact_text
from tours.models import Document, Event, Person, Phase, Portrait, Redaction, Venue
from tours.record.portraits import save_portrait
from tours.rights.draft_links import comment, make_draft_link
from tours.rights.tokens import issue
from tours.vocabulary import RoleKind, Scope

ABSENT = "987654321"
"""A key that no row has, for models without rows here."""


PERSONAS: dict[str, Callable[[Event], User | None]] = {
    "anonymous": lambda event: None,
    "stranger": lambda event: rows.stranger(),
    "viewer": lambda event: rows.colleague(RoleKind.VIEWER, at=event),
    "host": lambda event: rows.colleague(RoleKind.HOST, at=event),
    "registrar": lambda event: rows.colleague(RoleKind.REGISTRAR, at=event),
    "editor": lambda event: rows.colleague(RoleKind.EDITOR, at=event),
    "elsewhere": lambda event: rows.colleague(RoleKind.COORDINATOR, at=Event.objects.get(slug=HIDDEN)),
    "coordinator": lambda event: rows.colleague(RoleKind.COORDINATOR, at=event),
    "programme": lambda event: rows.colleague(RoleKind.COORDINATOR, at=event.programme),
    "operator": lambda event: rows.operator(),
}
"""The users, in the order of the table's columns. `elsewhere` coordinates another event of the same programme only."""


BUILDER = (
    "desk_agenda", "desk_copy_day", "desk_equal", "desk_lines", "desk_redo", "desk_shift", "desk_ticked", "desk_understood",
    "desk_undo",
)  # fmt: skip
OF_ITEM = ("desk_item", "desk_item_row", "desk_move")


def made() -> Event:
    """The event that all pages of the table are about."""
    things()
    event = Event.objects.get(slug=OPEN)
    redact_text(event, text="Session", by=rows.operator(), reason="asked for")
    rows.speaker(event.items.get())
    rows.venue()
    event.items.update(venue=rows.venue("Zoo"))  # behind the one that operators delete
    Phase.objects.create(programme=event.programme, name="Phase I", starts=event.starts, ends=event.ends)
    OldAddress.objects.create(path="/old", post=post(title="Of the site"))
    Page.objects.create(slug="privacy", title="Privacy")
    new_testimonial("It was good.")
    Category.objects.create(name="Notes", slug="notes")
    return event


def arguments_of_the_desk(event: Event) -> dict[str, Arguments]:
    """The arguments of every desk route that takes some. The job, the token and the mail belong to another user."""
    somebody = rows.stranger()
    role = rows.role(somebody, RoleKind.VIEWER, at=event)
    token, _text = issue(by=somebody, name="Website", scopes=[Scope.READ], lasts=timedelta(days=1))
    link, _secret = make_draft_link(event, by=somebody, label="The host")
    job = Job.objects.create(id=uuid4(), title="Import", asked_by=somebody)
    entry = AuditEntry.objects.filter(event_key=event.pk).order_by("pk")[0]
    mail = {"key": _mail(somebody).pk}
    return {
        **arguments_of_who_comes(event),
        **arguments_of_posts(event),
        **_of_notices(event),
        **{f"tours:{name}": {"uid": event.uid} for name in ("desk_downloads", "desk_word", "desk_xlsx", "desk_csv")},
        "tours:desk_checks": {"uid": event.uid},
        "tours:desk_clashes": {"uid": event.uid},
        "tours:desk_drafts": {"uid": event.uid},
        "tours:desk_publish": {"uid": event.uid},
        "tours:desk_redact": {"uid": event.uid},
        "tours:desk_versions": {"uid": event.uid},
        "tours:desk_withdraw": {"uid": event.uid, "number": 1},
        **{f"tours:{route}": {"uid": event.uid} for route in BUILDER},
        **{f"tours:{route}": {"uid": event.uid, "item": event.items.get().uid} for route in OF_ITEM},
        "tours:desk_item_step": {"uid": event.uid, "item": event.items.get().uid, "step": "copy"},
        **_of_the_event(event),
        "tours:event_roles": {"uid": event.uid},
        "tours:desk_import": {"uid": event.uid},
        "tours:desk_imported": {"uid": event.uid},
        "tours:programme_roles": {"slug": event.programme.slug},
        "tours:end_role": {"key": role.pk},
        "tours:hand_over_role": {"key": role.pk},
        "tours:desk_revoke_draft": {"key": link.pk},
        "tours:desk_comment_done": {"key": comment(link, text="Good").pk},
        "tours:revoke_token": {"key": token.pk},
        "tours:audit_entry": {"key": entry.pk},
        "backstage:take_up": {"key": job.pk},
        "backstage:outgoing_mail": mail,
        "backstage:retry_mail": mail,
        "backstage:clear_undeliverable": {"key": _undeliverable(somebody).pk},
    }


def arguments_of_posts(event: Event) -> dict[str, Arguments]:
    kind = {"kind": "testimonials"}
    text = kind | {"key": Testimonial.objects.get().pk}
    post = Post.objects.get(event=event)
    at, told = {"uid": event.uid}, {"key": post.pk}
    assert post.picture
    more = PostPicture.objects.create(post=post, picture=post.picture)
    arguments: dict[str, Arguments] = {
        **dict.fromkeys(("desk_posts", "desk_draft", "desk_write_post"), at),
        **dict.fromkeys(("desk_post", "desk_post_pictures", "desk_delete_post"), told),
        "desk_post_picture": told | {"picture": more.pk},
        "desk_post_picture_file": told | {"digest": post.picture.digest, "size": "list-320.jpg"},
        **dict.fromkeys(("desk_texts", "desk_new_text"), kind),
        **dict.fromkeys(("desk_text", "desk_delete_text"), text),
    }
    return {f"announcements:{name}": given for name, given in arguments.items()}


def _of_notices(event: Event) -> dict[str, Arguments]:
    """A message to nobody that waits, so that it can be decided on."""
    waiting = Notice.objects.create(event=event, subject="Bus", words="At nine.")
    at = {"uid": event.uid}
    of_one = {**at, "key": waiting.pk}
    pages = ("desk_notices", "desk_write_message", "desk_publish_and_tell")
    arguments: dict[str, Arguments] = {
        **dict.fromkeys(pages, at),
        **dict.fromkeys(("desk_notice", "desk_cancel_notice"), of_one),
    }
    return {f"announcements:{name}": given for name, given in arguments.items()}


def _of_the_event(event: Event) -> dict[str, Arguments]:
    """The arguments of the pages of the event itself; of its lists, that of its organisations."""
    one, document = {"uid": event.uid}, event.documents.get()
    row = one | {"name": "organisations", "key": event.organisations.get().pk}
    pages = ("desk_clone", "desk_event", "desk_facts", "desk_delete", "desk_picture")
    person, office = Person.objects.filter(appearances__event=event)[0], event.organisations.get().organisation
    portrait = Portrait(person=person, file=ContentFile(png("face"), "face.png"))
    save_portrait(portrait, by=rows.operator())
    office.logo = event.picture
    office.save()
    return {
        **{f"tours:{name}": one for name in pages},
        "tours:desk_picture_file": one | {"size": "page-320.webp"},
        "tours:desk_portrait": {"uid": person.uid},
        "tours:desk_portrait_file": {"uid": person.uid, "size": "face-160.jpg"},
        "tours:desk_logo": {"key": office.pk},
        "tours:desk_logo_file": {"key": office.pk, "size": "logo-160.jpg"},
        "tours:desk_document_file": one | {"key": document.pk},
        "tours:desk_named": one | {"name": "places"},
        "tours:desk_one_named": one | {"name": "places", "key": Venue.objects.filter(items__event=event)[0].pk},
        "tours:desk_parts": one | {"name": "organisations"},
        **{f"tours:{name}": row for name in ("desk_part", "desk_delete_part", "desk_move_part")},
    }


def _mail(to: User) -> OutgoingMail:
    facts = {"recipient": to.email, "host": "example.org", "subject": "Hello", "content": b"Hello"}
    now = timezone.now()
    return OutgoingMail.objects.create(
        key="hello", message_id="<hello@example.org>", next_at=now, created_at=now, state=MailState.WAITING, **facts
    )


def _undeliverable(user: User) -> Undeliverable:
    return Undeliverable.objects.create(address=user.email, since=timezone.now())


def key_of(route: str, event: Event) -> Any:
    """The key of the row that a page of the administration shows: one of the event's own, if the model belongs to
    events.
    """
    named = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in site._registry}
    model = next((model for name, model in named.items() if route.startswith(f"admin:{name}_")), User)
    row = _rows(model, event).order_by("pk").first()
    return row.pk if row else ABSENT


def _rows(model: type[Model], event: Event) -> Any:
    if model in {Event, Document, Post}:
        return (
            model._default_manager.filter(pk=event.pk) if model is Event else model._default_manager.filter(event=event)
        )
    if model is Person:
        return Person.objects.filter(appearances__event=event)
    if model is Redaction:
        return Redaction.objects.filter(edition__event=event)
    if any(field.name == "event" for field in model._meta.get_fields() if not field.auto_created):
        return model._default_manager.filter(event=event)
    return model._default_manager.all()
