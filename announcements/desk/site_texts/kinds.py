"""The kinds of texts, each with its rows, its form and who may change it: another kind is one more entry of KINDS."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from announcements.desk.site_texts.forms import BrochureForm, ComponentForm, OfProgrammeForm, PartnerForm, TextForm
from announcements.models import Category, Page, Testimonial
from announcements.pages.default_texts import TITLES, default_page
from announcements.posts.categories import delete_category, save_category
from backstage.text.slugs import free_slug
from tours.desk.forms.languages import LanguageNameField
from tours.models import (
    Document,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
)
from tours.models.rights import allowed_anywhere, allowed_at_a_programme, allowed_at_own_programme
from tours.role_powers import Power

Addition = tuple[str | Promise, str]
"""The words of a link that adds a row, and its query string."""
NEXT_VERSION = _("Pages of events show a change with the event's next version.")


def store(row: Any) -> None:
    row.full_clean()
    row.save()


def remove(row: Any) -> None:
    row.delete()


def never(user: User) -> bool:
    return False


def always(user: User) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """`rows` are those that the user may change, and `may` says whether there can be any."""

    title: Promise
    hint: Promise
    form: type[TextForm]
    may: Callable[[User], bool]
    rows: Callable[[User], QuerySet[Any]]
    page: str = ""
    """The name of the public page's address, if one shows the texts."""
    markdown: str = ""
    """The name of the field that is printed as Markdown, if there is one: it can be looked at before it is saved."""
    additions: Callable[[], Iterable[Addition]] = lambda: [(_("Add one"), "")]
    blank: Callable[[QueryDict], Model | None] = lambda query: None
    """The new row that the query of a link asks for; None for an empty one."""
    may_delete: Callable[[User], bool] = always
    save: Callable[[Any], None] = store
    delete: Callable[[Any], None] = remove

    @property
    def model(self) -> type[Model]:
        model: type[Model] = self.form._meta.model
        return model


def for_the_site(user: User) -> bool:
    return allowed_at_own_programme(user, Power.POSTS, Power.EVENT)


def of_a_programme(user: User) -> bool:
    return allowed_at_a_programme(user, Power.EVENT)


def form_of(model: type[Model], *fields: str, base: type[TextForm] = TextForm) -> type[TextForm]:
    classes = {"language": LanguageNameField}
    made: type[TextForm] = forms.modelform_factory(model, form=base, fields=fields, field_classes=classes)  # type: ignore[assignment]  # of `base`
    return made


def of_programme(model: type[Model], *fields: str) -> type[TextForm]:
    return form_of(model, "programme", *fields, base=OfProgrammeForm)


def _missing_pages() -> list[Addition]:
    """The site's pages that the office has not written. One query."""
    written = set(Page.objects.values_list("slug", flat=True))
    return [
        (_("Write %(page)s") % {"page": title}, f"?page={slug}")
        for slug, title in TITLES.items()
        if slug not in written
    ]


def _blank_page(query: QueryDict) -> Page:
    """Begins with the software's own text. Raises Http404 for a page that the site does not have."""
    slug = query.get("page", "")
    if slug not in TITLES:
        raise Http404
    return default_page(slug)


def _save_theme(theme: Theme) -> None:
    theme.slug = theme.slug or free_slug(Theme, theme.name, otherwise="theme")
    store(theme)


def _save_partner(partner: ProgrammeOrganisation) -> None:
    if partner.organisation._state.adding:
        partner.organisation.save()
        partner.organisation_id = partner.organisation.pk
    store(partner)


KINDS: dict[str, Kind] = {
    "pages": Kind(
        title=_("Accessibility and privacy"),
        hint=_("Until you write them, they show the text that comes with the software."),
        form=form_of(Page, "title", "body"),
        may=for_the_site,
        rows=Page.objects.editable_by,
        markdown="body",
        additions=_missing_pages,
        blank=_blank_page,
    ),
    "testimonials": Kind(
        title=_("Testimonials"),
        hint=_("What people say about the programme. The first one stands on the home page."),
        form=form_of(Testimonial, "text", "language", "name", "position", "is_unattributed", "is_published", "order"),
        may=for_the_site,
        rows=Testimonial.objects.editable_by,
        page="announcements:testimonials",
    ),
    "categories": Kind(
        title=_("Categories of posts"),
        hint=_("Readers follow news by category."),
        form=form_of(Category, "name", "position"),
        may=lambda user: allowed_anywhere(user, Power.POSTS),
        rows=Category.objects.editable_by,
        may_delete=lambda user: user.is_operator,
        save=save_category,
        delete=delete_category,
    ),
    "brochures": Kind(
        title=_("Brochures"),
        hint=_("Documents of a programme. The Brochures page shows those that are for everyone."),
        form=BrochureForm,
        may=lambda user: allowed_at_a_programme(user, Power.POSTS, Power.EVENT),
        rows=lambda user: (
            Document.objects.editable_by(user).filter(programme__isnull=False).select_related("programme")
        ),
        page="tours:brochures",
    ),
    "programmes": Kind(
        title=_("Programmes"),
        hint=_("Name, summary and philosophy. Pages of events show a change with the event's next version."),
        form=form_of(Programme, "name", "short_name", "summary", "philosophy"),
        may=of_a_programme,
        rows=Programme.objects.editable_by,
        page="tours:about",
        markdown="philosophy",
        additions=list,
        may_delete=never,
    ),
    "phases": Kind(
        title=_("Phases"),
        hint=_("Of a programme, each with its aim."),
        form=of_programme(Phase, "name", "starts", "ends", "aim"),
        may=of_a_programme,
        rows=lambda user: Phase.objects.editable_by(user).select_related("programme"),
        page="tours:about",
        markdown="aim",
    ),
    "components": Kind(
        title=_("Components of phases"),
        hint=_("What a phase consists of; a component may have parts."),
        form=ComponentForm,
        may=of_a_programme,
        rows=lambda user: PhaseComponent.objects.filter(phase__in=Phase.objects.editable_by(user).order_by()),
        page="tours:about",
    ),
    "themes": Kind(
        title=_("Themes"),
        hint=NEXT_VERSION,
        form=of_programme(Theme, "name", "position"),
        may=of_a_programme,
        rows=lambda user: Theme.objects.editable_by(user).select_related("programme"),
        page="tours:about",
        save=_save_theme,
    ),
    "tiers": Kind(
        title=_("Tiers of learning"),
        hint=_("Ways of learning, such as e-learning or a dialogue of cities."),
        form=of_programme(Tier, "name", "description", "position"),
        may=of_a_programme,
        rows=lambda user: Tier.objects.editable_by(user).select_related("programme"),
        page="tours:about",
    ),
    "countries": Kind(
        title=_("Target countries"),
        hint=_(
            "A designation footnote gives the country's name its asterisk, on pages of events with their next version."
        ),
        form=of_programme(TargetCountry, "country", "footnote"),
        may=of_a_programme,
        rows=lambda user: TargetCountry.objects.editable_by(user).select_related("programme", "country"),
        page="tours:about",
    ),
    "partners": Kind(
        title=_("Partners and funders"),
        hint=_("Organisations with a role in the programme."),
        form=PartnerForm,
        may=of_a_programme,
        rows=lambda user: ProgrammeOrganisation.objects.editable_by(user).select_related("programme", "organisation"),
        page="tours:partners",
        save=_save_partner,
    ),
}
