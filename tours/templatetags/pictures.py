"""Pictures on pages, in the sizes that browsers choose among. Each tag gives what `components/_picture.html` takes, or None."""

from django import template
from django.urls import reverse

from tours.agenda.facts import Organisation as OrganisationValue
from tours.agenda.values import Event
from tours.models import Organisation, Portrait
from tours.pictures.shown import ShownPicture, shown
from tours.pictures.sizes import FACE, LOGO, PAGE

register = template.Library()


@register.simple_tag
def event_picture(event: Event) -> ShownPicture | None:
    """`{% event_picture event as picture %}`: of an edition, for the page of its event."""
    picture = event.picture
    if picture is None:
        return None
    return shown(picture, PAGE, lambda size: reverse("tours:sized_picture", args=[event.slug, picture.digest, size]))


@register.simple_tag
def event_logo(event: Event, organisation: OrganisationValue) -> ShownPicture | None:
    """`{% event_logo event organisation as logo %}`: of an organisation as the edition has it."""
    logo = organisation.logo
    if logo is None:
        return None
    return shown(logo, LOGO, lambda size: reverse("tours:sized_picture", args=[event.slug, logo.digest, size]))


@register.simple_tag
def partner_logo(organisation: Organisation) -> ShownPicture | None:
    """`{% partner_logo organisation as logo %}`: of a partner of the site's own programme."""
    logo = organisation.logo
    if logo is None:
        return None
    return shown(logo, LOGO, lambda size: reverse("tours:logo", args=[logo.digest, size]))


@register.simple_tag
def portrait(uid: str) -> ShownPicture | None:
    """`{% portrait person.uid as picture %}`: of the person with this UID, if they agreed that everyone sees it.

    The UID may be that of a card merged into theirs. One query. A portrait is in no edition, so that it can be taken back at
    once: a page that is kept under an edition's digest must not show it.
    """
    found = Portrait.objects.published().of_person(uid).select_related("person").first()
    if found is None:
        return None
    return shown(found, FACE, lambda size: reverse("tours:portrait", args=[found.digest, size]))
