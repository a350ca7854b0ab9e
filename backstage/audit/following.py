"""Leads the trail of a row that has become another to that other."""

from backstage.models import AuditEntry


def follow_person(former: int, *, to: int) -> int:
    """Files the entries of a person whose card was merged under the card that is kept, and returns their number.

    So one reads them there, and a redaction of the person reaches them.
    """
    return AuditEntry.objects.filter(person_key=former).update(person_key=to)
