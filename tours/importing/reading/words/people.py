"""Words that tell people and places."""

ROLES = {
    "moderator": r"moderat\w*|moderi\w*|(?:co-)?chair\w*|facilitat\w+|hosted by|hosts?|modérat\w+|anim\w+|présid\w+|leitung|"
    r"gesprächsleitung|moderador\w*|modera|coordina\w*|voditelj\w*|vodi|voditel\w*|модера\w*|води|водитељ\w*",
    "discussant": r"panel+ists?|panelis\w*|discussants?|diskussionsteilnehmer\w*|teilnehmer\w*|podium|panéliste\w*|panelista\w*|učesni\w+|"
    r"sudioni\w+|учесни\w+|панелист\w*",
    "rapporteur": r"rapporteu\w*|berichterstatter\w*|relator\w*|izvjestitelj\w*|izvestila\w*|известила\w*",
    "presenter": r"presenters?|presented by|presents|präsentier\w*|présent(?:é|ée) par|presentador\w*|presenta|predstavlja|представља",
    "guide": r"guides?|guided by|begleitung|guía|vodič|водич",
    "driver": r"drivers?|fahrer\w*|chauffeur|conductor|vozač|возач",
    "interpreter": r"interpreters?|interpretation|dolmetscher\w*|interprètes?|intérpretes?|prevoditelj\w*|prevodila\w*|тумач|преводила\w*",
    "speaker": r"(?:keynote )?speakers?|speaks|trainers?|lecturers?|referent\w*|redner\w*|vortragende\w*|es sprechen|spricht|intervenant\w*|"
    r"orateur\w*|oratrice\w*|avec|ponentes?|ponencia de|oradores|relatore|predavač\w*|izlagač\w*|govorni\w+|izlaže|govori|"
    r"говорни\w+|предавач\w*|излагач\w*|излаже|говори|uvodničar\w*|folës\w*",
}
"""A line or part of one that begins so names people; so does one that ends with the verb among them."""

VERBS = {
    "moderator": r"moderates|chairs|facilitates|moderiert|leitet|modère|anime|préside|modera|coordina|moderira|vodi|модерира|води",
    "presenter": r"presents|präsentiert|stellt vor|présente|presenta|predstavlja|prezentira|представља",
    "guide": r"guides|führt|guide la visite|guía|vodi obilazak",
    "speaker": r"speaks|spricht|referiert|intervient|interviene|govori|izlaže|говори|излаже",
}
"""Behind a name: `Novak moderates`."""

HONORIFICS = (
    r"(?:mrs?|ms|cllr|dr|prof|hon|sir|herr|frau|mme|mlle|dipl|mag|dott|gosp|gđa|rev|проф|др|г-дин|г-ђа|гђа|dra)\.?|"
    r"(?:h\.\s?e|hr|fr|m|sra?|dña|sig|ing|arch|amb|lic|mr\.\s?sc|г)\."
)

OFFICES = (
    r"mayor|deputy|minister|director|president|head|professor|secretary|manager|chief|officer|ambassador|expert|adviser|advisor|"
    r"\w*bürgermeister\w*|\w*präsident\w*|\w*leiter\w*|geschäftsführer\w*|\w*rat|\w*rätin|minister\w*|maire|président\w*|directeur|"
    r"directrice|adjoint\w*|chef\w*|conseiller\w*|alcald\w*|direct\w+|jef[ea]|concejal\w*|sindaco|direttore|gradonačelni\w+|načelni\w+|"
    r"dogradonačelni\w+|pročelni\w+|direktor\w*|ravnatelj\w*|predsjedni\w+|predsedni\w+|ministar\w*|градоначелни\w+|начелни\w+|"
    r"председни\w+|директор\w*|министар\w*|university|universität|universi\w+|institute?|bank|ministry|sveučiliš\w+|univerzitet\w*"
)

BY = r"(?:(?:presented|delivered|given|moderated|chaired|led)\s)?by|par|od strane|од стране"
"""Between a title and the name of who speaks."""

BY_OR_OF = r"von|durch|por|de|nga|di|da"
"""The same, if a form of address or an office follows: else it may be of a place."""

NOT_BY = r"hosted|offered|organi[sz]ed|sponsored|provided|funded|supported|proposée?|offerte?|organisée?|ponuđen\w*|organizovan\w*"
"""Behind them `by` tells no speaker, and the title would be left unfinished."""

PLACE_LABELS = (
    r"venue|place|location|room|meeting point|where|ort|veranstaltungsort|raum|treffpunkt|wo|lieu|salle|point de rendez-vous|où|lugar|"
    r"punto de encuentro|sede|dónde|mjesto|mjesto okupljanja|mesto|mesto okupljanja|lokacija|место|место окупљања|локација|adresa|"
    r"adresse|address|dirección|luogo|vendi"
)

PLACE_WORDS = (
    r"hall|room|hotel|restaurant|lobby|foyer|auditorium|library|museum|centre|center|park|square|building|floor|"
    r"\w*saal|raum|rathaus\w*|gasthaus|restaurant|bibliothek|hof|platz|\w*zentrum|haus|stock|etage|salle|hôtel|mairie|amphithéâtre|"
    r"bibliothèque|musée|sala|salón|ayuntamiento|restaurante|biblioteca|museo|plaza|dvorana|vijećnica|većnica|gradska|"
    r"ballroom|terrace|rooftop|gate|entrance|terrasse|salles|terraza|terasa|predvorje|"
    r"restoran|muzej|knjižnica|biblioteka|trg|zgrada|kat|sprat|сала|дворана|хотел|ресторан|музеј|већница|трг|зграда|спрат"
)

UNDECIDED = (
    r"tb[cda]\.?|t\.b\.[cda]\.?|to be confirmed|to be announced|to be decided|to be defined|wird noch bestätigt|noch offen|in abstimmung|"
    r"n\.\s?n\.|à confirmer|à préciser|por confirmar|por definir|da potvrdi(?:mo|ti)?|treba potvrditi|bit će potvrđeno|biće potvrđeno|"
    r"potvrdit će se|naknadno|биће потврђено|накнадно|da confermare|provisional|vorläufig|\?\?+"
)
"""Marks of what is not settled yet."""
