"""Mailboxes whose reader said that a link is not for them: nothing that goes by itself brings them another."""

from collections.abc import Collection

from participants.models import AccessLink
from participants.vocabulary import LinkEnd


def refused_mailboxes(holder: str, keys: Collection[int]) -> set[tuple[int, str]]:
    """The mailboxes whose reader said that the newest link is not for them: the key of the holder and the mailbox in
    small letters. `holder` is a column, such as `delegate`. One query. Whoever sends a link on purpose does not ask
    here.
    """
    links = AccessLink.objects.filter(**{f"{holder}__in": keys}).order_by("made_at", "pk")
    newest = {(key, email.lower()): end for key, email, end in links.values_list(holder, "email", "end")}
    return {mailbox for mailbox, end in newest.items() if end == LinkEnd.NOT_MINE}
