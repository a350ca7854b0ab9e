"""The pages of the site's own programme: home, about, partners and brochures."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.reading import open_to_readers
from accounts.visitors import visitor
from backstage.text.slugs import slug_for
from backstage.text.tidying import tidy
from tours import models
from tours.agenda.facts import Country, Organisation
from tours.editions.composing.cards import Gazetteer, names
from tours.labels import organisations_label
from tours.models import (
    Document,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    PublishedEvent,
    TargetCountry,
    Theme,
)
from tours.models.editions.published import EventPhase
from tours.serving.files import stored_file
from tours.serving.public_pages import public_page
from tours.vocabulary import OrganisationRole

EVENTS_AT_HOME = 5
EVENTS_READ = 25
"""How many events are read for the home page.

Some that ended yesterday may be over at their place, and some not yet.
"""
PARTNERS_AT_HOME = 12


@public_page
def home(request: HttpRequest) -> HttpResponse:
    roles = ProgrammeOrganisation.objects.filter(programme__is_own=True).select_related("organisation__logo")
    events = _now_and_next(visitor(request))
    context = {
        "programme": _own_programme(),
        "events": events,
        "footnotes": _distinct(event.country_footnote for event in events),
        "partners": list(dict.fromkeys(row.organisation for row in roles[:PARTNERS_AT_HOME])),
    }
    return render(request, "tours/home.html", context)


def _own_programme() -> Programme | None:
    return Programme.objects.filter(is_own=True).first()


def _now_and_next(user: User | AnonymousUser) -> list[PublishedEvent]:
    """Running and upcoming events. Those that ended yesterday are read too, as local dates may be a day behind UTC."""
    yesterday = timezone.now().date() - timedelta(days=1)
    rows = PublishedEvent.objects.visible_to(user).filter(ends__gte=yesterday).upcoming_first()[:EVENTS_READ]
    return [row for row in rows if row.phase is not EventPhase.PAST][:EVENTS_AT_HOME]


@public_page
def about(request: HttpRequest) -> HttpResponse:
    programme = _own_programme()
    return render(request, "tours/about.html", _about_context(programme) if programme else {})


def _about_context(programme: Programme) -> dict[str, object]:
    """The programme's facts. Six more queries, whatever their number."""
    countries = _countries(
        programme.target_countries.select_related("country").prefetch_related("country__former_names")
    )
    return {
        "programme": programme,
        "phases": [_phase(phase) for phase in programme.phases.prefetch_related("components")],
        "themes": [_theme(theme) for theme in programme.themes.all()],
        "countries": countries,
        "footnotes": _distinct(country.footnote for country in countries),
        "tiers": programme.tiers.all(),
    }


def _distinct(footnotes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, footnotes)))


class Component(NamedTuple):
    """A component of a phase, with the components within it."""

    title: str
    text: str
    parts: "list[Component]"


class PhaseSection(NamedTuple):
    phase: Phase
    components: list[Component]


def _phase(phase: Phase) -> PhaseSection:
    parts = defaultdict(list)
    for component in phase.components.all():
        parts[component.parent_id].append(component)
    return PhaseSection(phase, _components(parts, None))


def _components(parts: dict[int | None, list[PhaseComponent]], parent: int | None) -> list[Component]:
    return [Component(row.title, row.text, _components(parts, row.pk)) for row in parts.get(parent, ())]


class ThemeLink(NamedTuple):
    name: str
    address: str
    """The list of events on this theme, by the slug that the projection gives the theme."""


def _theme(theme: Theme) -> ThemeLink:
    return ThemeLink(theme.name, reverse("tours:events", query={"theme": slug_for(theme.name, otherwise="theme")}))


def _countries(targets: Iterable[TargetCountry]) -> list[Country]:
    """The countries by their present names."""
    targets = list(targets)
    gazetteer = Gazetteer(timezone.now().date(), {target.country_id: target.footnote for target in targets})
    return [gazetteer.country(target.country) for target in targets]


class Partner(NamedTuple):
    row: models.Organisation
    organisation: Organisation
    text: str


class Partners(NamedTuple):
    """The organisations that have one role."""

    role: Promise
    partners: list[Partner]


@public_page
def partners(request: HttpRequest) -> HttpResponse:
    """The organisations by role, in the order in which roles are declared. Two queries."""
    rows = ProgrammeOrganisation.objects.filter(programme__is_own=True).select_related("organisation__logo")
    by_role = defaultdict(list)
    for row in rows.prefetch_related("organisation__names"):
        by_role[row.role].append(_partner(row))
    found = [Partners(organisations_label(role, len(by_role[role])), by_role[role]) for role in OrganisationRole]
    return render(request, "tours/partner_list.html", {"roles": [entry for entry in found if entry.partners]})


def _partner(row: ProgrammeOrganisation) -> Partner:
    organisation = Organisation(
        name=tidy(row.organisation.name),
        short_name=tidy(row.organisation.short_name),
        names=names(row.organisation.names.all()),
        url=row.organisation.url,
    )
    return Partner(row.organisation, organisation, row.text)


@public_page
def brochures(request: HttpRequest) -> HttpResponse:
    return render(request, "tours/brochure_list.html", {"brochures": Document.objects.brochures()})


@open_to_readers
def brochure(request: HttpRequest, digest: str, file_name: str) -> HttpResponseBase:
    for document in Document.objects.brochures().filter(digest=digest):
        if document.file_name == file_name:
            return stored_file(digest, file_name, as_attachment=True)
    raise Http404(_("There is no such brochure."))
