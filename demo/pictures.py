"""Stores drawings as pictures of events and posts, and as portraits."""

from datetime import date

from django.core.files.base import ContentFile

from backstage.text.slugs import slug_for
from demo import records
from demo.drawings import drawn
from demo.rows import saved
from demo.users import operator
from tours.models import Person, Picture, Portrait
from tours.record.portraits import save_portrait

CREDIT = "Drawn for the demonstration"
NOBODY = "It is a drawing and shows nobody (fictional)"


def picture(record: records.PictureRecord | None) -> Picture | None:
    if record is None:
        return None
    said = {"alternative": record.alternative, "caption": record.caption, "credit": CREDIT, "consent": NOBODY}
    return saved(Picture(file=_file(record.drawing), **said))


def save_portrait_of(person: Person, drawing: str) -> None:
    """A fictional person agreed on a fictional day."""
    facts = {"credit": CREDIT, "agreed_on": date(2017, 8, 1), "agreed_how": NOBODY}
    save_portrait(Portrait(person=person, file=_file(drawing), **facts), by=operator())


def _file(drawing: str) -> ContentFile[bytes]:
    return ContentFile(drawn(drawing), f"{slug_for(drawing, otherwise='drawing')}.png")
