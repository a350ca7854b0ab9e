"""Writes the lists of an agenda item: its groups, links, documents and parts. `tours.record.items.writing` calls it, with the event locked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from tours.models import AgendaItem, Document, Group, ItemLink, ItemPart
from tours.record.items.references import LinkNamed, Part, References
from tours.vocabulary import Level, usual_level


class Lists(NamedTuple):
    """What is to be written of each list of an item; None for a list that is not given."""

    groups: set[Group] | None
    links: list[LinkNamed] | None
    documents: set[Document] | None
    parts: list[Part] | None


def lists_named(facts: Mapping[str, Any], found: References) -> Lists:
    """The lists among the facts, by name. Raises ValidationError for what does not exist."""
    groups = found.groups(facts["groups"]) if "groups" in facts else None
    links = list(facts["links"]) if "links" in facts else None
    documents = {found.document(named) for named in facts["documents"]} if "documents" in facts else None
    parts = [found.part(part) for part in facts["parts"]] if "parts" in facts else None
    return Lists(groups, links, documents, parts)


def write_lists(item: AgendaItem, lists: Lists) -> bool:
    """Writes only what differs. Returns whether anything did."""
    changed = [
        _set_groups(item, lists.groups),
        _set_links(item, lists.links),
        _set_documents(item, lists.documents),
        _set_parts(item, lists.parts),
    ]
    return any(changed)


def _set_groups(item: AgendaItem, groups: set[Group] | None) -> bool:
    if groups is None or groups == set(item.groups.all()):
        return False
    item.groups.set(groups)
    return True


def _set_documents(item: AgendaItem, documents: set[Document] | None) -> bool:
    if documents is None or documents == set(item.documents.all()):
        return False
    item.documents.set(documents)
    return True


def _set_links(item: AgendaItem, links: list[LinkNamed] | None) -> bool:
    if links is None:
        return False
    there = [LinkNamed(link.label, link.url, Level(link.level)) for link in item.links.all()]
    closed_last = sorted(there, key=lambda link: list(Level).index(link.level or Level.PUBLIC))
    levels = {name: link.level for link in closed_last for name in (link.label, link.url)}
    links = [
        link._replace(level=link.level or levels.get(link.url) or levels.get(link.label, Level.PUBLIC))
        for link in links
    ]
    if links == there:
        return False
    item.links.all().delete()
    for position, link in enumerate(links):
        _add("links", ItemLink(item=item, position=position, **link._asdict()))
    return True


def _set_parts(item: AgendaItem, parts: list[Part] | None) -> bool:
    if parts is None:
        return False
    there = [Part(row.role, row.person, row.confirmed, row.level) for row in item.parts.all()]
    known = {(part.role, part.person): part for part in there}
    parts = [_whole(part, known.get((part.role, part.person))) for part in parts]
    if parts == there:
        return False
    item.parts.all().delete()
    for position, part in enumerate(parts):
        _add("parts", ItemPart(item=item, position=position, **part._asdict()))
    return True


def _whole(part: Part, before: Part | None) -> Part:
    """The part with what it does not say, as it was before; a new one as it usually is."""
    usual = before or Part(part.role, part.person, part.person is not None, usual_level(part.role))
    confirmed = usual.confirmed if part.confirmed is None else part.confirmed
    return part._replace(confirmed=confirmed, level=part.level or usual.level)


def _add(name: str, row: ItemLink | ItemPart) -> None:
    """Validates and saves. The error of a refused row has the name of its list, as the row itself has none."""
    try:
        row.full_clean()
    except ValidationError as refusal:
        raise ValidationError({name: refusal.messages}) from refusal
    row.save()
