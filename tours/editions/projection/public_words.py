"""Keeps the forms by which a mistyped word finds one of the words of public events."""

from collections.abc import Collection

from tours.models import PublicWordForm, PublishedEvent, PublishedWord
from tours.models.editions.word_forms import write_forms
from tours.vocabulary import Access


def words_of(published: PublishedEvent | None) -> set[str]:
    """The words of an event as it is published now; none of one for participants: nobody learns of these from what is near."""
    if published is None:
        return set()
    rows = PublishedWord.objects.filter(event=published, event__access=Access.PUBLIC)
    return set(rows.values_list("word", flat=True).order_by().distinct())


def write_forms_of(*, gone: Collection[str] = (), new: Collection[str] = ()) -> None:
    """Call it after `tick`, whose lock lets one transaction at a time do this."""
    write_forms(PublicWordForm, PublishedWord.objects.filter(event__access=Access.PUBLIC), gone=gone, new=new)
