"""Pages of the desk about roles: who has which role at an event or a programme, and forms to invite, hand over and end."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.emails.fields import AddressFormField
from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.finding import event_or_404
from tours.labels import POWERS_TO, ROLE_KINDS, choices
from tours.models import Event, Programme, Role
from tours.rights import granting as roles
from tours.role_powers import POWERS, Power
from tours.vocabulary import RoleKind

LONGEST_NAME = 200


class InvitationForm(forms.Form):
    email = AddressFormField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Type the address of your colleague.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Only for somebody who has no account yet."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Role"), choices=choices(ROLE_KINDS), initial=RoleKind.VIEWER)

    def invite(self, at: Event | Programme, *, by: User) -> Role | None:
        """Invites the colleague. If it is refused, the form gets an error and the result is None."""
        facts = self.cleaned_data
        try:
            return roles.invite(facts["email"], name=facts["name"], kind=RoleKind(facts["kind"]), at=at, by=by)
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    def label_from_instance(self, obj: User) -> str:
        """Name and address, as two colleagues may have the same name."""
        return f"{obj.name}, {obj.email}" if obj.name else obj.email


class ColleagueForm(forms.Form):
    to = ColleagueField(
        User.objects.none(),
        label=gettext_lazy("Colleague"),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose the colleague who takes the role over.")},
    )

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role
        self.fields["to"].queryset = _colleagues(role)  # type: ignore[attr-defined]

    def hand_over(self, *, by: User) -> Role | None:
        """Hands the role over. If it is refused, the form gets an error and the result is None."""
        try:
            return roles.hand_over(self.role, to=self.cleaned_data["to"], by=by)
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


class Ability(NamedTuple):
    """What a role lets its holder do, as a row of the table shows it."""

    label: Promise
    powers: list[Promise]


@require_http_methods(["GET", "HEAD", "POST"])
def event_roles(request: HttpRequest, uid: str) -> HttpResponse:
    event = event_or_404(request, uid)
    return _page(request, event, inherited=event.programme.roles.all())


@require_http_methods(["GET", "HEAD", "POST"])
def programme_roles(request: HttpRequest, slug: str) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.visible_to(signed_in(request)), slug=slug)
    return _page(request, programme, inherited=Role.objects.none())


def _page(request: HttpRequest, at: Event | Programme, *, inherited: QuerySet[Role]) -> HttpResponse:
    """Shows the roles on GET and invites a colleague on POST."""
    user = signed_in(request)
    may_manage = roles.may_manage(user, at)
    sent = request.method == "POST"
    if sent and not may_manage:
        raise PermissionDenied
    form = InvitationForm(request.POST if sent else None)
    if sent and form.is_valid() and (role := form.invite(at, by=user)):
        facts = {"user": role.user, "role": role.get_kind_display(), "email": role.user.email}
        messages.success(request, _("%(user)s is invited: %(role)s. We wrote to %(email)s.") % facts)
        return redirect(roles_address(at))
    context = {
        "at": at,
        "event": at if isinstance(at, Event) else None,
        "roles": at.roles.select_related("user"),
        "inherited": inherited.select_related("user"),
        "sees_programme": isinstance(at, Event)
        and Programme.objects.visible_to(user).filter(pk=at.programme_id).exists(),
        "may_manage": may_manage,
        "form": form,
        "abilities": [Ability(ROLE_KINDS[kind], _abilities(kind)) for kind in RoleKind],
    }
    return render(request, "tours/access/roles.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Asks for confirmation on GET and ends the role on POST."""
    user, role = signed_in(request), _role_or_404(request, key)
    if not roles.may_end(user, role):
        raise PermissionDenied
    if request.method != "POST":
        context = {"role": role, "why_kept": roles.why_kept(role, by=user), "roles_address": roles_address(role.at)}
        return render(request, "tours/access/role_end.html", context)
    try:
        roles.end_role(role, by=user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        facts = {"user": role.user, "role": role.get_kind_display(), "place": role.at}
        messages.success(request, _("%(user)s no longer has this role at %(place)s: %(role)s.") % facts)
    return _back(user, role.at)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, key: int) -> HttpResponse:
    """Asks for the colleague on GET and hands the role over on POST."""
    user, role = signed_in(request), _role_or_404(request, key)
    if not roles.may_manage(user, role.at):
        raise PermissionDenied
    form = ColleagueForm(request.POST if request.method == "POST" else None, role=role)
    if form.is_valid() and (moved := form.hand_over(by=user)):
        facts = {"user": moved.user, "role": moved.get_kind_display(), "place": moved.at}
        messages.success(request, _("%(user)s now has this role at %(place)s: %(role)s.") % facts)
        return _back(user, moved.at)
    context = {"role": role, "form": form, "roles_address": roles_address(role.at)}
    return render(request, "tours/access/role_hand_over.html", context, status=400 if form.errors else 200)


def roles_address(at: Event | Programme) -> str:
    if isinstance(at, Event):
        return reverse("tours:event_roles", args=[at.uid])
    return reverse("tours:programme_roles", args=[at.slug])


def _back(user: User, at: Event | Programme) -> HttpResponse:
    """Redirects to the roles, or to the desk if the user has no role left there."""
    is_seen = type(at)._default_manager.visible_to(user).filter(pk=at.pk).exists()
    return redirect(roles_address(at) if is_seen else reverse("tours:desk"))


def _role_or_404(request: HttpRequest, key: int) -> Role:
    visible = Role.objects.visible_to(signed_in(request)).select_related("user", "event", "programme")
    return get_object_or_404(visible, pk=key)


def _colleagues(role: Role) -> QuerySet[User]:
    """Users who could take the role over: they have a role there, or at the event's programme, but not this one."""
    if role.event is not None:
        here, at = Q(roles__event=role.event) | Q(roles__programme=role.event.programme_id), Q(event=role.event)
    else:
        here, at = Q(roles__programme=role.programme), Q(programme=role.programme)
    holders = Role.objects.filter(at, kind=role.kind).order_by().values("user")
    return User.objects.filter(here, is_active=True).exclude(pk__in=holders).order_by("name", "email").distinct()


def _abilities(kind: RoleKind) -> list[Promise]:
    return [POWERS_TO[power] for power in Power if power in POWERS[kind]]
