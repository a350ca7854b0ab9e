"""Every address of the desk, with the queries by which a page shows something else."""

from collections.abc import Iterable, Iterator
from itertools import compress
from typing import Any

from django.urls import reverse

from announcements.desk.site_texts.kinds import KINDS as KINDS_OF_TEXTS
from announcements.models import Notice, NoticeState, Post, PostPicture
from backstage.models import AuditEntry, Job, OutgoingMail, Undeliverable
from participants.desk.delegates.steps import STEPS
from participants.desk.delegations.steps import STEPS as STEPS_OF_DELEGATIONS
from participants.desk.journey.lists import LISTS as JOURNEY_LISTS
from participants.desk.journey.lists import PAGES_OF_THEIR_OWN
from participants.models import ChangeRequest, FocalPoint, SupportingFile
from participants.vocabulary import DelegateState
from tests.desk.world import World
from tests.routes import desk_routes
from tours.desk.event.named import LISTS as NAMED
from tours.desk.event.parts import KINDS as LISTS
from tours.models import ApiToken, DraftComment, DraftLink, Event, Portrait, Role
from tours.vocabulary import RoleKind

Arguments = dict[str, Any]
OF_EVENT = (
    "announcements:desk_draft", "announcements:desk_notices", "announcements:desk_posts",
    "announcements:desk_publish_and_tell", "announcements:desk_write_message", "announcements:desk_write_post",
    "participants:arrivals", "participants:ask_coming", "participants:delegates", "participants:delegations",
    "participants:departures", "participants:invitation", "participants:invite",
    "participants:journey_addresses", "participants:journey_asked", "participants:journey_checklist",
    "participants:journey_entry", "participants:journey_lacking", "participants:journey_remind",
    "participants:journey_rooms", "participants:new_pickup", "participants:note_request", "participants:paste",
    "participants:register", "participants:remind",
    "participants:requests", "participants:run_sheet", "participants:run_sheet_pdf", "participants:seen",
    "participants:selection", "participants:selection_pdf", "participants:selection_xlsx", "participants:tell",
    "participants:travel_documents",
    "tours:desk_agenda", "tours:desk_checks", "tours:desk_clashes", "tours:desk_clone", "tours:desk_copy_day", "tours:desk_csv",
    "tours:desk_delete", "tours:desk_downloads", "tours:desk_drafts", "tours:desk_equal", "tours:desk_event",
    "tours:desk_facts", "tours:desk_import", "tours:desk_imported", "tours:desk_lines", "tours:desk_picture",
    "tours:desk_publish", "tours:desk_redact", "tours:desk_redo", "tours:desk_shift",
    "tours:desk_ticked", "tours:desk_understood", "tours:desk_undo", "tours:desk_versions", "tours:desk_word",
    "tours:desk_xlsx", "tours:event_roles",
)  # fmt: skip
QUERIES = {
    "announcements:desk_all_posts": ["state=draft&q=post", "page=2"],
    "announcements:desk_notice/sent": ["page=2"],
    "announcements:desk_notice/waiting": ["page=2"],
    "announcements:desk_notices": ["page=2"],
    "announcements:desk_write_message": ["q=delegate", "page=2"],
    "announcements:desk_new_text/pages": ["page=accessibility"],
    "announcements:desk_posts": ["page=2"],
    "backstage:jobs": ["page=2"],
    "backstage:outgoing_mails": ["state=waiting", "page=2"],
    "participants:cards": ["q=delegate", "q=delegate&part=1"],
    "participants:delegates": ["sort=city", "q=delegate", "state=accepted", "page=2"],
    "participants:focal_points": ["page=2"],
    "participants:invite": ["all=1", "before={former}"],
    "participants:journey_checklist": ["missing=anything"],
    "participants:merge_cards": ["card={card}&card={other}"],
    "participants:note_request": ["kind=withdrawal"],
    "participants:requests": ["state=open", "page=2"],
    "participants:run_sheet": ["day={day}"],
    "participants:seen": ["seen=no", "q=delegate", "page=2"],
    "participants:selection": ["page=2"],
    "participants:substitute": ["coming={coming}", "card={card}", "q=delegate"],
    "participants:travel_documents": ["all=1"],
    "tours:audit": ["event={event}", "q=new", "page=2"],
    "tours:desk": ["page=2"],
    "tours:desk_agenda": ["view=grid", "view=grid&by=place"],
    "tours:desk_downloads": ["version=1"],
    "tours:desk_publish": ["audience=public"],
    "tours:desk_shift": ["minutes=5"],
    "tours:desk_versions": ["version={last}", "from=1&to={last}", "page=2"],
}
"""By which a page is another list, another part of a list, or shows what was chosen."""
NOTHING_WITHOUT_QUERY = {"participants:merge_cards", "announcements:desk_new_text/pages"}
NEITHER_MADE_NOR_DELETED = {"programmes"}
"""The kinds of texts of which the desk makes none and deletes none."""


def addresses(world: World) -> dict[str, str]:
    """By a name: the route, what it is of where there are several, and its query."""
    found, all_arguments, words = {}, _arguments(world), _words(world)
    for route in sorted(desk_routes()):
        for of, arguments in all_arguments.get(route, [("", {})]):
            name, address = f"{route}{of}", reverse(route, kwargs=arguments)
            if name not in NOTHING_WITHOUT_QUERY:
                found[name] = address
            for query in QUERIES.get(name, []):
                found[f"{name}?{query}"] = f"{address}?{query.format(**words)}"
    return found


def _words(world: World) -> Arguments:
    event = world.event
    former = Event.objects.filter(slug__startswith=f"{event.slug}-former").latest("pk")
    coming = next(each for each in world.delegates if each.state == DelegateState.RESERVE)
    card, other = (each.person.uid for each in (world.holder, coming) if each.person)
    return {
        "event": event.pk,
        "day": event.starts,
        "last": event.editions.count(),
        "former": former.uid,
        "coming": coming.pk,
        "card": card,
        "other": other,
    }


def _arguments(world: World) -> dict[str, list[tuple[str, Arguments]]]:
    single = {
        **_each(OF_EVENT, {"uid": world.event.uid}),
        **_of_event(world),
        **_of_people(world),
        **_of_journeys(world),
        **_of_site(world),
    }
    return {**{route: [("", given)] for route, given in single.items()}, **dict(_of_kinds(world))}


def _each(routes: Iterable[str], arguments: Arguments) -> dict[str, Arguments]:
    return dict.fromkeys(routes, arguments)


def _of_event(world: World) -> dict[str, Arguments]:
    event, one = world.event, {"uid": world.event.uid}
    item = {**one, "item": event.items.order_by("pk")[0].uid}
    post, programme = {"key": Post.objects.filter(event=event).earliest("pk").pk}, {"slug": event.programme.slug}
    role = {"key": Role.objects.filter(event=event).earliest("pk").pk}
    host = {"key": event.roles.get(kind=RoleKind.HOST).pk}
    return {
        **_each((f"announcements:desk_{name}" for name in ("post", "post_pictures", "delete_post")), post),
        **_of_pictures(world),
        **_each(("tours:desk_item", "tours:desk_item_row", "tours:desk_move"), item),
        "tours:desk_item_step": {**item, "step": "copy"},
        "tours:desk_document_file": {**one, "key": event.documents.earliest("pk").pk},
        "tours:desk_withdraw": {**one, "number": event.editions.count()},
        "tours:desk_revoke_draft": {"key": DraftLink.objects.filter(event=event).earliest("pk").pk},
        "tours:desk_comment_done": {"key": DraftComment.objects.filter(link__event=event).earliest("pk").pk},
        **_each(("tours:end_role", "tours:hand_over_role"), role),
        **_each(
            (f"participants:{name}" for name in ("end_host_links", "host_links", "send_host_link")), {**one, **host}
        ),
        **_each(("tours:programme_roles", "participants:focal_points"), programme),
    }


def _of_pictures(world: World) -> dict[str, Arguments]:
    """In a size each: of the event, of a post, of a person, of an organisation."""
    more = PostPicture.objects.filter(post__event=world.event).earliest("pk")
    [portrait] = Portrait.objects.filter(person__appearances__event=world.event)
    office = world.event.organisations.filter(organisation__logo__isnull=False).earliest("pk").organisation_id
    post = {"key": more.post_id}
    return {
        "announcements:desk_post_picture": {**post, "picture": more.pk},
        "announcements:desk_post_picture_file": {**post, "digest": more.picture.digest, "size": "list-320.jpg"},
        "tours:desk_picture_file": {"uid": world.event.uid, "size": "page-320.webp"},
        "tours:desk_portrait": {"uid": portrait.person.uid},
        "tours:desk_portrait_file": {"uid": portrait.person.uid, "size": "face-160.jpg"},
        "tours:desk_logo": {"key": office},
        "tours:desk_logo_file": {"key": office, "size": "logo-160.jpg"},
    }


def _of_people(world: World) -> dict[str, Arguments]:
    event, delegation = world.event, world.delegations[0]
    point = {"slug": event.programme.slug, "key": FocalPoint.objects.filter(city=delegation.participation.city)[0].pk}
    pages = {
        "delegation": ("confirmation", "correct_address", "delegation"),
        "delegate": (
            "delegate",
            "end_delegate_links",
            "end_private_calendar",
            "move",
            "send_delegate_link",
            "substitute",
        ),
        "name": ("delegate_row",),
        "point": (
            "end_focal_point",
            "end_focal_point_links",
            "erase_focal_point",
            "focal_point",
            "send_focal_point_link",
        ),
        "card": ("erase_person", "export_person", "privacy"),
        "file": ("file",),
        "request": ("request",),
    }
    given: dict[str, Arguments] = {
        "delegation": {"key": delegation.pk},
        "delegate": {"key": world.holder.pk},
        "name": {"key": world.name.pk},
        "point": point,
        "card": {"uid": _words(world)["card"]},
        "file": {"key": SupportingFile.objects.filter(event=event).earliest("pk").pk},
        "request": {"key": ChangeRequest.objects.filter(event=event).earliest("pk").pk},
    }
    return {f"participants:{name}": given[of] for of, names in pages.items() for name in names}


def _of_journeys(world: World) -> dict[str, Arguments]:
    """The first car, and who meets them all; what was told of who has a place."""
    event, holder = world.event, world.holder
    papers = ("forget_travel_document", "save_travel_scan", "show_travel_document", "travel_document")
    pages = {
        ("crew", "crew_pdf"): world.meeter.pk,
        ("delete_leg", "leg", "move_leg"): holder.legs.earliest("pk").pk,
        ("delete_pickup", "pickup"): event.pickups.earliest("pk").pk,
        ("new_leg", *papers): holder.pk,
    }
    stay, need = {"key": holder.stays.get().pk}, {"key": event.entry_requirements.earliest("pk").pk}
    found = {name: {"uid": event.uid, "key": key} for names, key in pages.items() for name in names}
    return {
        "participants:journey_delegate": {"key": holder.pk},
        **_each(("participants:journey_stay", "participants:journey_end_stay"), stay),
        **_each(("participants:journey_requirement", "participants:journey_drop_requirement"), need),
        **{f"participants:{name}": given for name, given in found.items()},
    }


def _of_site(world: World) -> dict[str, Arguments]:
    """The newest of what the site has; what the coordinator asked for and did."""
    mail, token = OutgoingMail.objects.latest("pk"), ApiToken.objects.filter(user=world.coordinator).latest("pk")
    return {
        **_each(("backstage:outgoing_mail", "backstage:retry_mail"), {"key": mail.pk}),
        "backstage:clear_undeliverable": {"key": Undeliverable.objects.latest("pk").pk},
        "backstage:take_up": {"key": Job.objects.filter(asked_by=world.coordinator)[0].pk},
        "tours:revoke_token": {"key": token.pk},
        "tours:audit_entry": {"key": AuditEntry.objects.filter(event_key=world.event.pk).latest("pk").pk},
    }


def _of_kinds(world: World) -> Iterator[tuple[str, list[tuple[str, Arguments]]]]:
    """The addresses that are one page for each kind of list, text, step or notice, by the tables of the product."""
    told = Notice.objects.filter(event=world.event).order_by("-since")
    notices = {
        "/waiting": told.get(state=NoticeState.HELD),
        "/sent": told.get(state=NoticeState.SENT, number__isnull=False),
    }
    keys = [(of, {"uid": world.event.uid, "key": notice.pk}) for of, notice in notices.items()]
    yield "announcements:desk_notice", keys
    yield "announcements:desk_cancel_notice", keys
    at, lists = {"uid": world.event.uid}, {name: kind.rows(world.event)[0].pk for name, kind in LISTS.items()}
    of_lists: list[tuple[str, Arguments]] = [(f"/{name}", {**at, "name": name}) for name in LISTS]
    for route in ("desk_part", "desk_delete_part", "desk_move_part"):
        yield f"tours:{route}", [(of, {**given, "key": lists[given["name"]]}) for of, given in of_lists]
    yield "tours:desk_parts", of_lists
    of_named = [(f"/{name}", {**at, "name": name}) for name in NAMED]
    yield "tours:desk_named", of_named
    first = {name: kind.rows(world.event)[0].pk for name, kind in NAMED.items()}
    yield "tours:desk_one_named", [(of, {**given, "key": first[str(given["name"])]}) for of, given in of_named]
    texts = {name: kind.rows(world.coordinator)[0].pk for name, kind in KINDS_OF_TEXTS.items()}
    of_texts = [(f"/{name}", {"kind": name}) for name in KINDS_OF_TEXTS]
    yield "announcements:desk_texts", of_texts
    of_rows = [(of, {**given, "key": texts[given["kind"]]}) for of, given in of_texts]
    yield "announcements:desk_text", of_rows
    many = [given["kind"] not in NEITHER_MADE_NOR_DELETED for _of, given in of_texts]
    yield "announcements:desk_new_text", list(compress(of_texts, many))
    yield "announcements:desk_delete_text", list(compress(of_rows, many))
    name, delegation = {"key": world.name.pk}, {"key": world.delegations[0].pk}
    yield "participants:delegate_step", [(f"/{step}", {**name, "step": step}) for step in STEPS]
    yield "participants:delegation_step", [(f"/{step}", {**delegation, "name": step}) for step in STEPS_OF_DELEGATIONS]
    shown = [name for name in JOURNEY_LISTS if name not in PAGES_OF_THEIR_OWN]
    yield "participants:journey_list", [(f"/{each}", {**at, "name": each}) for each in shown]
    for route in ("journey_pdf", "journey_xlsx"):
        yield f"participants:{route}", [(f"/{each}", {**at, "name": each}) for each in JOURNEY_LISTS]
