"""A list of documents for travel, for somebody who needs them: a consulate, a hotel. It is noted, and never stored."""

from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from backstage.tables.cells import Value
from participants.labels import DOCUMENT_KINDS
from participants.models import Delegate
from participants.nominations.changing import READ
from participants.travel.coming import COMES
from participants.travel.documents.keeping import open_documents
from tours.models import Event

Row = tuple[Value, ...]


def travellers(event: Event) -> QuerySet[Delegate]:
    """The people who come in person, and those of whom a document is kept already; with `kept_at` and `has_scan`."""
    rows = Delegate.objects.filter(COMES | Q(travel_document__isnull=False), event=event).select_related(*READ)
    has_scan = ExpressionWrapper(Q(travel_document__scan__isnull=False), output_field=BooleanField())
    rows = rows.annotate(kept_at=F("travel_document__changed_at"), has_scan=has_scan)
    return rows.order_by("delegation__participation__position", "delegation", F("rank").asc(nulls_last=True), "pk")


@sensitive_variables()
def hand_over(people: Iterable[Delegate], *, by: User, recipient: str, purpose: str) -> list[Row]:
    """The rows of the list, below their headings. Raises ValidationError and LockedError; then nobody's is opened."""
    people = list(people)
    opened = open_documents(people, by=by, purpose=f"{recipient.strip()}: {purpose.strip()}")
    rows: list[Row] = [_headings()]
    for row in people:
        facts = opened[row.pk]
        words = (DOCUMENT_KINDS[facts.kind], facts.surname, facts.given_names)
        dates = (facts.birth_date, facts.nationality, facts.number, facts.expires_on, facts.issued_by)
        rows.append((row.name, str(row.delegation or ""), *map(str, words), *dates))
    return rows


def _headings() -> Row:
    labels = (_("Name"), _("Delegation"), _("Kind"), _("Surname"), _("Given names"), _("Born on"))
    return (*labels, _("Nationality"), _("Number"), _("Valid until"), _("Issued by"))
