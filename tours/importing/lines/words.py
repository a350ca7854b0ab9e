"""The words that tell roles and doubts, in the languages of the programme. They are compared folded."""

from tours.vocabulary import PersonRole

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

OPEN = r"t\.?\s?b\.?\s?[cd]\.?|to be confirmed|noch offen|wird noch bestätigt|za potvrdu|à confirmer|por confirmar"
UNSCHEDULED = (
    r"to be (?:scheduled|arranged)|(?:day|date)(?: still)? to be (?:set|fixed|agreed|announced|confirmed)|no (?:day|date) yet"
    r"|termin (?:noch )?offen|noch zu terminieren|termin (?:još )?nije određen|termin naknadno|термин (?:још )?није одређен"
    r"|термин накнадно|date à (?:fixer|confirmer)|à programmer|fecha por (?:fijar|confirmar)|por programar"
)
