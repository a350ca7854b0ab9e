"""Who the person is: the card, what they are at events, and their parts in agendas."""

from django.db.models import F
from django.utils.translation import gettext as _

from participants.models import PersonContact
from participants.privacy.known.values import Asked, Section, label_of
from tours.models import Appearance, ItemPart, Portrait


def names(asked: Asked) -> Section:
    person = asked.person
    rows = [{"name": person.display_name, "language": "", "uid": str(person.uid)}]
    rows += [
        {"name": name.text, "language": f"{name.language} {name.script}", "uid": ""} for name in person.names.all()
    ]
    rows += [
        {"name": ", ".join(alias.names.splitlines()), "language": "", "uid": str(alias.uid)}
        for alias in person.aliases.all()
    ]
    columns = {"name": _("Name"), "language": _("Language"), "uid": _("UID of the card")}
    return Section("names", _("Card, names, and cards that were merged into it"), columns, rows)


def portrait(asked: Asked) -> Section:
    rows = Portrait.objects.filter(person=asked.person)
    names = ("file_name", "credit", "agreed_on", "agreed_how", "recorded_at")
    found = [{name: getattr(row, name) or "" for name in names} for row in rows]
    return Section("portrait", _("Portrait"), {name: label_of(Portrait, name) for name in names}, found)


def last_contact(asked: Asked) -> Section:
    rows = PersonContact.objects.filter(person=asked.person).values("email", "telephone", "changed_at")
    columns = {"email": _("E-mail"), "telephone": _("Telephone"), "changed_at": _("Changed")}
    return Section("last_contact", _("Last known contact"), columns, [dict(row) for row in rows])


def appearances(asked: Asked) -> Section:
    found = Appearance.objects.filter(person=asked.person, event__in=asked.events).order_by("event__starts", "pk")
    rows = [
        {
            "event": str(row.event),
            "title": row.title,
            "position": row.position,
            "organisation": str(row.organisation or ""),
            "city": str(row.city or ""),
        }
        for row in found.select_related("event", "organisation", "city")
    ]
    columns = {"event": _("Event"), "title": _("Title"), "position": _("Position")}
    columns |= {"organisation": _("Organisation"), "city": _("City")}
    return Section("appearances", _("What they are at events"), columns, rows)


def parts(asked: Asked) -> Section:
    found = ItemPart.objects.filter(person=asked.person, item__event__in=asked.events)
    rows = [
        {
            "event": str(row.item.event),
            "day": row.item.day or "",
            "item": row.item.title,
            "role": row.get_role_display(),
        }
        for row in found.select_related("item__event").order_by(F("item__day").asc(nulls_last=True), "pk")
    ]
    columns = {"event": _("Event"), "day": _("Day"), "item": _("Agenda item"), "role": _("Role")}
    return Section("parts", _("Parts in agendas"), columns, rows)
