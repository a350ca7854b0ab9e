"""Finds an organisation by a name that somebody typed, and makes one that there is not."""

from backstage.text.folding import folded
from backstage.text.tidying import tidy
from tours.models import Organisation, OrganisationName
from tours.record.saving import save_valid


def organisation_called(text: str) -> Organisation | None:
    """The first organisation of that name, in any language, or that short name; as search folds it.

    Up to four queries: all names are read, as no database folds them.
    """
    words = folded(text)
    names = [*Organisation.objects.values_list("pk", "name").order_by("pk")]
    names += Organisation.objects.exclude(short_name="").values_list("pk", "short_name").order_by("pk")
    names += OrganisationName.objects.values_list("organisation", "text").order_by("pk")
    key = next((key for key, name in names if folded(name) == words), None) if words else None
    return Organisation.objects.filter(pk=key).first() if key else None


def find_or_make_organisation(name: str) -> Organisation:
    """Raises ValidationError."""
    found = organisation_called(name)
    if found:
        return found
    made = Organisation(name=" ".join(tidy(name).split()))
    save_valid(made)
    return made
