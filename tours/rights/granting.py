"""The verbs of roles: grant, invite, hand over, end. Each locks the row of the event or programme of the role.

`by` needs the power over roles there; a token never has it. Each verb raises ValidationError with a sentence if there
is an obstacle, and PermissionDenied if `by` may not do it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import invitations
from accounts.emails.addresses import one_address
from accounts.letters.writing import send_letter
from accounts.models import User
from tours.labels import ROLE_KINDS
from tours.models import Event, Programme, Role
from tours.role_powers import Power
from tours.vocabulary import RoleKind


@transaction.atomic
def grant(kind: RoleKind, *, user: User, at: Event | Programme, by: User) -> Role:
    """Raises ValidationError if the user has the role there already or cannot sign in."""
    place = _locked(at)
    _require_power(by, place)
    return _saved(_role(kind, user, place, by))


@transaction.atomic
def invite(email: str, *, name: str, kind: RoleKind, at: Event | Programme, by: User) -> Role:
    """Grants the role to the user with that address, and sends a mail. A new user gets an account. A user who has the
    role and has not opened the account yet gets another mail, as the link in the first expires after a week.
    """
    place = _locked(at)
    _require_power(by, place)
    role = None
    if known := User.objects.with_email(one_address(email)).first():
        role = None if known.has_opened_account else place.roles.filter(user=known, kind=kind).first()
        _checked(role or _role(kind, known, place, by))  # before the mail, which cannot be taken back
    user = invitations.invite(email, name=name, by=by, to=_role_phrase(kind, place))
    return role or _saved(_role(kind, user, place, by))


@transaction.atomic
def hand_over(role: Role, *, to: User, by: User) -> Role:
    """Moves the role to a colleague, who gets a mail. The former holder loses the role."""
    place = _locked(role.at)
    _require_power(by, place)
    role = _stored_role(role)
    role.user, role.granted_by, role.granted_at = to, by, timezone.now()
    _checked(role).save()
    send_letter("tours/role_handed_over", to=to.email, by=by, what_for=_role_phrase(RoleKind(role.kind), place))
    return role


@transaction.atomic
def end_role(role: Role, *, by: User) -> None:
    """Anyone may end their own role. Only an operator may end that of the last coordinator."""
    place = _locked(role.at)
    role = _stored_role(role)
    if not _is_own(role, by):
        _require_power(by, place)
    if reason := why_kept(role, by=by):
        raise ValidationError(reason, code="last_coordinator")
    role.delete()


def why_kept(role: Role, *, by: User) -> str:
    """The reason why `by` may not end the role, as a sentence; empty if there is none."""
    if by.is_operator or not _is_last(role, role.at):
        return ""
    message = _("%(user)s is the last coordinator of %(place)s. Hand the role over to a colleague first.")
    return message % {"user": role.user, "place": role.at}


def may_manage(user: User, at: Event | Programme) -> bool:
    """Whether the user may invite colleagues there, and hand over and end the roles. Never by a token."""
    allowed = type(at)._default_manager.allowing(user, Power.ROLES)
    return user.limits is None and allowed.filter(pk=at.pk).exists()


def may_end(user: User, role: Role) -> bool:
    return _is_own(role, user) or may_manage(user, role.at)


def _is_own(role: Role, user: User) -> bool:
    return user.is_active and user.limits is None and role.user_id == user.pk


def _require_power(by: User, place: Event | Programme) -> None:
    if not may_manage(by, place):
        raise PermissionDenied(_("Your role does not let you change the roles of others here."))


def _locked(at: Event | Programme) -> Event | Programme:
    place: Event | Programme = type(at)._default_manager.select_for_update().get(pk=at.pk)
    return place


def _stored_role(role: Role) -> Role:
    """The role as stored, read after its event or programme was locked.

    Raises ValidationError if it has ended meanwhile.
    """
    stored = Role.objects.filter(pk=role.pk, user=role.user_id).select_related("user").first()
    if stored is None:
        raise ValidationError(_("This role has ended already."), code="ended")
    return stored


def _role_phrase(kind: RoleKind, place: Event | Programme) -> str:
    return _("%(place)s as %(role)s") % {"place": place, "role": ROLE_KINDS[kind]}


def _role(kind: RoleKind, user: User, place: Event | Programme, by: User) -> Role:
    at = {"event": place} if isinstance(place, Event) else {"programme": place}
    return Role(user=user, kind=kind, granted_by=by, **at)


def _checked(role: Role) -> Role:
    if not role.user.is_active:
        raise ValidationError(_("The account of %(user)s is closed.") % {"user": role.user}, code="inactive")
    role.full_clean()
    return role


def _saved(role: Role) -> Role:
    _checked(role).save(force_insert=True)
    return role


def _is_last(role: Role, place: Event | Programme) -> bool:
    """Whether no other active user coordinates the event or programme."""
    if role.kind != RoleKind.COORDINATOR or not role.user.is_active:
        return False
    others = Role.objects.coordinating().exclude(pk=role.pk)
    if others.filter(**{place._meta.model_name or "": place}).exists():
        return False
    return not (isinstance(place, Event) and others.filter(programme=place.programme_id).exists())
