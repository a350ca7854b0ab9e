"""Reads the links and documents of an item within the query that reads the item: a form shows them, and few savings write them."""

from typing import Any

from django.db.models import Aggregate, Exists, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from tours.models import AgendaItem, Document, ItemLink
from tours.record.items.references import LinkNamed
from tours.vocabulary import Level


class JSONList(Aggregate):
    """The values of all rows as one list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def with_links_and_documents(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """The items, each with what `links_of` and `documents_of` read, and whether the event has documents to choose from."""
    links = ItemLink.objects.filter(item=OuterRef("pk")).order_by().values("item")
    link = JSONObject(position="position", key="pk", label="label", url="url", level="level")
    through: Any = AgendaItem.documents.through
    documents = through.objects.filter(agendaitem=OuterRef("pk")).values("agendaitem")
    return items.annotate(
        links_there=Subquery(links.annotate(found=JSONList(link)).values("found")),
        documents_there=Subquery(documents.annotate(found=JSONList("document")).values("found")),
        event_has_documents=Exists(Document.objects.filter(event=OuterRef("event"))),
    )


def links_of(item: AgendaItem) -> list[LinkNamed]:
    """The links of the item, in their order."""
    found = sorted(vars(item)["links_there"] or (), key=lambda link: (link["position"], link["key"]))
    return [LinkNamed(link["label"], link["url"], Level(link["level"])) for link in found]


def documents_of(item: AgendaItem) -> list[int]:
    """The keys of the item's documents."""
    return sorted(vars(item)["documents_there"] or ())
