"""A sheet as plain text, to be copied into a chat; the mails that tell of changes have the same lines."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from participants.travel.cars.sheets import CrewSheet, Errand


def chat_text(sheet: CrewSheet) -> str:
    parts = [f"{sheet.title}\n{sheet.name}\n{sheet.as_of}"]
    parts += ["\n".join((*lines(errand), *([errand.note] if errand.note else []))) for errand in sheet.errands]
    return "\n\n".join(parts) + "\n"


def lines(errand: Errand) -> tuple[str, ...]:
    """The lines of the sheet, without the note, which may hold what no mail should."""
    head = (f"{errand.when} · {errand.title}", errand.route, errand.crew)
    return (*filter(None, head), *_passengers(errand))


def _passengers(errand: Errand) -> Iterator[str]:
    if not errand.passengers:
        yield _("Nobody sits in this car yet.")
    for passenger in errand.passengers:
        yield f"- {passenger}"
