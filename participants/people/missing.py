"""Says what is still missing of somebody who comes or may come. Focal points see these words, and never the values."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Delegate, DelegateContact
from participants.states import ACTIVE
from tours.models import Appearance


def missing(row: Delegate, contacts: Iterable[DelegateContact], appearance: Appearance | None) -> list[Promise]:
    """Nothing is missing of those who do not come. No query."""
    if row.state not in ACTIVE:
        return []
    asked = {
        _("e-mail"): any(contact.email for contact in contacts),
        _("kind of office"): row.level,
        _("language"): row.language,
        _("position"): appearance.position if appearance else row.position,
    }
    return [words for words, there in asked.items() if not there]
