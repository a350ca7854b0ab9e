"""The words that tell roles, kinds and doubts, in the languages of the programme. They are compared folded."""

from tours.vocabulary import ItemKind, PersonRole

ROLES: dict[PersonRole, str] = {
    PersonRole.MODERATOR: (
        "moderate moderates moderator moderators moderated moderation moderating chair chairs chaired chairing chairperson"
        " moderiert moderatorin moderateur moderatrice modere moderira moderatorica moderador moderadora modera preside"
    ),
    PersonRole.SPEAKER: (
        "speak speaks speaker speakers speaking spricht redner rednerin referent referentin govori govornik govornica"
        " intervient intervenant intervenante habla ponente"
    ),
    PersonRole.PRESENTER: (
        "present presents presenter presenters presented prasentiert predstavlja izlagac izlaze presente presenta presentador"
    ),
    PersonRole.DISCUSSANT: "discussant discussants discusses diskutiert diskutant",
    PersonRole.RAPPORTEUR: "rapporteur rapporteurs reports berichterstatter izvestilac izvjestitelj relator",
    PersonRole.GUIDE: "guide guides guided guiding fuhrt vodi vodic guia guidee",
    PersonRole.DRIVER: "drive driver drivers drives fahrer fahrerin vozac vozi chauffeur conduit conductor conduce",
    PersonRole.INTERPRETER: (
        "interpret interpreter interpreters interprets interpreting dolmetscher dolmetscherin dolmetscht tumac tumaci prevodi"
        " prevodilac prevoditelj interprete interpreta"
    ),
}
ROLE_OF: dict[str, PersonRole] = {word: role for role, words in ROLES.items() for word in words.split()}

KINDS: dict[ItemKind, str] = {
    ItemKind.MEAL: (
        "lunch dinner breakfast supper mittagessen abendessen fruhstuck rucak vecera dorucak dejeuner diner almuerzo"
        " cena desayuno obed"
    ),
    ItemKind.BREAK: "break coffee kaffeepause pause pauza kava kafa cafe descanso",
    ItemKind.REGISTRATION: "registration anmeldung registrierung registracija prijava inscription inscripcion registro",
    ItemKind.KEYNOTE: "keynote",
    ItemKind.TRANSFER: "transfer bus departure abfahrt transport polazak odlazak prevoz prijevoz depart traslado salida",
    ItemKind.SITE_VISIT: "visit tour besuch besichtigung posjet poseta obilazak visite visita",
    ItemKind.SOCIAL: "reception empfang prijem recepcija recepcion cocktail koktel",
    ItemKind.MEETING: "meeting besprechung sastanak reunion",
    ItemKind.FREE_TIME: "free freizeit slobodno libre",
}
KIND_OF: dict[str, ItemKind] = {word: kind for kind, words in KINDS.items() for word in words.split()}

OPEN = r"t\.?\s?b\.?\s?[cd]\.?|to be confirmed|noch offen|wird noch bestätigt|za potvrdu|à confirmer|por confirmar"
