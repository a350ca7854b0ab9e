"""What is attached to a letter to one delegate."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from participants.letters.posting import Attachment
from participants.models import Delegate
from tours.agenda.audiences import for_audience, groups_in_use
from tours.agenda.values import Audience
from tours.pdf.styles import Paper
from tours.serving.current import current_agenda
from tours.vocabulary import Level


def attachments_of(delegate: Delegate) -> list[Attachment]:
    """The programme as a PDF file, for the groups of the delegate. Nothing while no agenda is published. Three queries."""
    from tours.booklet import booklet  # reportlab is heavy, and most processes never draw

    try:
        published = delegate.event.published
    except ObjectDoesNotExist:
        return []
    agenda = current_agenda(published)
    own = {str(uid) for uid in delegate.groups.values_list("uid", flat=True)}
    view = for_audience(agenda, Audience(level=Level.DELEGATES, groups=tuple(sorted(own & groups_in_use(agenda)))))
    if not view.standing:
        return []
    return [(f"{published.slug}.pdf", booklet(view, base_url=settings.BASE_URL, paper=Paper.A4), "application/pdf")]
