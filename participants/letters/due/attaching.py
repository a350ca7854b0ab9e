"""What is attached to a letter to one delegate."""

from django.http import Http404

from participants.following.own_booklet import own_booklet
from participants.following.own_rows import own_rows
from participants.following.standing import standing_of
from participants.letters.posting import Attachment
from participants.models import Delegate


def attachments_of(delegate: Delegate) -> list[Attachment]:
    """The delegate's programme as a PDF file, with their own lines. There is none while nothing is published for them.
    Raises Busy.
    """
    try:
        reading = standing_of(delegate).reading
    except Http404:
        return []
    if not reading.view.standing:
        return []
    drawn = own_booklet(delegate, reading, own_rows(delegate))
    return [(f"{reading.published.slug}.pdf", drawn, "application/pdf")]
