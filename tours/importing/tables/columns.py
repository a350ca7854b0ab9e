"""What the columns of a host's table are, by their headings in the languages that such tables come in."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from backstage.tables.pasted import by_heading
from backstage.text.folding import folded
from tours.labels import Labels


class Column(StrEnum):
    """What the cells of a column are."""

    DAY = "day"
    START = "start"
    """Or both times: 09:30-10:15."""
    END = "end"
    TITLE = "title"
    PLACE = "place"
    ROOM = "room"
    SPEAKERS = "speakers"
    MODERATOR = "moderator"
    TRACK = "track"
    KIND = "kind"
    DESCRIPTION = "description"


COLUMNS: Labels[Column] = {
    Column.DAY: _("Day"),
    Column.START: _("Start, or both times"),
    Column.END: _("End"),
    Column.TITLE: _("Title"),
    Column.PLACE: _("Place"),
    Column.ROOM: _("Room"),
    Column.SPEAKERS: _("Speakers"),
    Column.MODERATOR: _("Moderator"),
    Column.TRACK: _("Track"),
    Column.KIND: _("Kind"),
    Column.DESCRIPTION: _("Description"),
}
_HEADINGS = {
    Column.DAY: "day|date|day date|date day|tag|datum|dan|dan i datum|jour|dia|fecha|дан|датум|дана",
    Column.START: "time|start|start time|from|begin|begins|beginning|time slot|hour|hours|zeit|uhrzeit|beginn|von|anfang|vrijeme|vreme"
    "|pocetak|od|sat|satnica|termin|heure|heures|horaire|horaires|debut|de|hora|horario|horas|inicio|comienzo|време|почетак|од|сатница",
    Column.END: "end|end time|ends|to|until|till|ende|bis|kraj|zavrsetak|do|fin|a|jusqu a|jusque|hasta|final|крај|до|завршетак",
    Column.TITLE: "title|item|agenda item|session|session title|topic|activity|activities|subject|event|programme|program|agenda|what"
    "|titel|thema|programmpunkt|programmteil|aktivitat|veranstaltung|naslov|naziv|tema|aktivnost|aktivnosti|sadrzaj|tocka|tacka|sesija"
    "|titre|sujet|theme|activite|activites|intitule|objet|titulo|actividad|actividades|asunto|sesion|наслов|назив|тема|активност"
    "|садржај|тачка|сесија",
    Column.PLACE: "place|venue|location|where|address|meeting point|ort|veranstaltungsort|wo|treffpunkt|mjesto|mesto|lokacija|gdje|gde"
    "|adresa|lieu|endroit|adresse|lugar|sede|ubicacion|direccion|место|локација|адреса",
    Column.ROOM: "room|hall|raum|saal|dvorana|sala|soba|prostorija|salle|sala y piso|сала|дворана|просторија",
    Column.SPEAKERS: "speaker|speakers|presenter|presenters|lecturer|lecturers|by|who|with|panelists|panellists|referent|referenten"
    "|referentin|vortragende|sprecher|redner|govornik|govornici|predavac|predavaci|izlagac|izlagaci|intervenant|intervenants"
    "|intervenante|orateur|orateurs|ponente|ponentes|orador|oradores|говорник|говорници|предавач|предавачи|излагач|излагачи",
    Column.MODERATOR: "moderator|moderators|moderation|moderated by|chair|chairperson|moderatorin|leitung|moderatori|voditelj|voditeljica"
    "|moderateur|moderatrice|moderador|moderadora|модератор",
    Column.TRACK: "track|stream|strand|parallel|strang|reihe|tok|smjer|grupa sesija|parcours|filiere|volet|itinerario|linea|ток",
    Column.KIND: "kind|type|category|format|art|typ|kategorie|vrsta|tip|kategorija|genre|categorie|tipo|categoria|врста|тип",
    Column.DESCRIPTION: "description|details|detail|summary|abstract|notes|note|remarks|comments|comment|beschreibung|bemerkung"
    "|bemerkungen|anmerkung|anmerkungen|hinweise|opis|napomena|napomene|biljeske|remarque|remarques|observations|descriptif"
    "|descripcion|detalles|observaciones|notas|опис|напомена|напомене",
}
_NUMBERS = frozenset({"", "no", "nr", "n", "number", "br", "rb", "r br", "redni broj", "num", "numero", "item no"})
_COLUMNS = by_heading(_HEADINGS)


def column_of(heading: str) -> Column | None:
    """The column that the heading names, in any capitals and script; None for all others, such as “No.”."""
    return _COLUMNS.get(" ".join(folded(heading)))


def is_number_of_row(heading: str) -> bool:
    """Whether the cells below it number the rows, and say nothing else."""
    return " ".join(folded(heading)) in _NUMBERS
