"""Words that head the columns of tables, and words at which a title goes on."""

TITLE_HEADS = (
    r"activit\w+|events?|programme?|sessions?|titles?|topics?|description|details|items?|agenda(?: items?)?|content|what|subject|"
    r"programm(?:punkt)?|thema|themen|titel|inhalt|was|tagesordnungspunkt|tagesordnung|veranstaltung|"
    r"activités?|quoi|intitulé|objet|contenu|séance|actividad\w*|qué|tema|título|evento|contenido|sesión|asunto|attività|argomento|"
    r"aktivnost\w*|opis|naziv|sadržaj|točka|tačka|програм|активност\w*|тема|опис|назив|садржај|aktivitet\w*|përshkrimi"
)

OTHER_HEADS = (
    r"time|hours?|from|to|start|end|date|day|no\.?|nr\.?|speakers?|moderators?|venue|place|room|location|who|where|when|notes?|"
    r"remarks|zeit|uhrzeit|von|bis|beginn|ende|datum|tag|ort|raum|saal|wer|wo|wann|referent\w*|bemerkung\w*|heures?|horaires?|date|jour|"
    r"lieu|salle|intervenants?|qui|où|quand|remarques?|hora|hora (?:de )?inicio|hora (?:de )?fin|lugar|sala|fecha|día|ponentes?|"
    r"quién|dónde|notas|ora|luogo|vrijeme|vreme|sat|satnica|mjesto|mesto|prostor|dvorana|predavač\w*|izlagač\w*|tko|ko|gdje|gde|"
    r"napomen\w*|време|сат|сатница|место|сала|локација|предавач\w*|излагач\w*|напомен\w*|koha|vendi|salla"
)

PLACE_HEADS = (
    r"venue|place|room|location|where|ort|raum|saal|wo|lieu|salle|où|lugar|sala|dónde|luogo|mjesto|mesto|prostor|dvorana|gdje|gde|"
    r"место|сала|локација|vendi|salla"
)

PEOPLE_HEADS = r"speakers?|moderators?|who|wer|referent\w*|intervenants?|qui|ponentes?|quién|predavač\w*|izlagač\w*|tko|предавач\w*|излагач\w*"

UNFINISHED = (
    r"(?:\b(?:of|the|and|for|in|on|to|with|at|by|from|de|du|des|la|le|les|et|pour|und|oder|der|die|das|für|von|mit|zum|zur|im|"
    r"del|y|el|en|para|los|las|con|i|u|na|za|sa|od|o|и|на|за|са|од|у|о|e|di|il|per|dhe|në|të)|[,\-–&/(„“])\s*$"
)
"""A title that ends so goes on in the next line."""

LABELS = r"description|abstract|notes?|photos?|foto|bemerkung|hinweis|anmerkung|remarque|nota|napomena|напомена"
"""A line that begins so is no title."""
