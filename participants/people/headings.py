"""What the headings of a host's or a city's table of people mean, in the languages that such tables come in."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from backstage.tables.pasted import by_heading
from backstage.text.folding import folded
from tours.labels import Labels


class Column(StrEnum):
    """What the cells of a column are."""

    BODY = "body"
    """The city or organisation that sends the person."""
    NAME = "name"
    POSITION = "position"
    ORGANISATION = "organisation"
    """Where the person works."""
    EMAIL = "email"
    TELEPHONE = "telephone"
    CAPACITY = "capacity"
    """What the person comes as: head, delegate, interpreter."""


COLUMNS: Labels[Column] = {
    Column.BODY: _("City or organisation that sends the person"),
    Column.NAME: _("Name"),
    Column.POSITION: _("Position"),
    Column.ORGANISATION: _("Where the person works"),
    Column.EMAIL: _("E-mail"),
    Column.TELEPHONE: _("Telephone"),
    Column.CAPACITY: _("Comes as"),
}
_HEADINGS = {
    Column.BODY: "city|municipality|town|delegation|country and city|grad|opstina|opcina|ville|ciudad|stadt|qyteti|komuna|도시",
    Column.NAME: "name|full name|name and surname|first name|given name|last name|family name|surname|participant|delegate"
    "|ime|prezime|ime i prezime|име|презиме|nom|prenom|nom et prenom|nombre|apellido|apellidos|nombre y apellidos"
    "|vorname|nachname|emri|mbiemri|emri dhe mbiemri|이름|성명",
    Column.POSITION: "position|function|title|job title|role|funkcija|pozicija|radno mesto|fonction|poste|cargo|funktion|pozita|직위",
    Column.ORGANISATION: "organisation|organization|institution|employer|company|office|institucija|organizacija|ustanova"
    "|institucion|einrichtung|institucioni|기관|소속",
    Column.EMAIL: "e mail|email|mail|e mail address|email address|e posta|eposta|courriel|correo|correo electronico|이메일",
    Column.TELEPHONE: "phone|telephone|tel|mobile|mobile phone|cell|telefon|telefono|mobitel|mobil|gsm|전화",
    Column.CAPACITY: "capacity|comes as|status|svojstvo|qualite|en calidad de|als",
}
_COLUMNS = by_heading(_HEADINGS)


def column_of(heading: str) -> Column | None:
    """The column that the heading names, in any capitals and script; None for all others, such as “No.”."""
    return _COLUMNS.get(" ".join(folded(heading)))
