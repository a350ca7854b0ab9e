"""Words that head the columns of tables, and words at which a title goes on."""

TITLE_HEADS = (
    r"activit\w+|events?|programme?|sessions?|titles?|topics?|description|details|items?|agenda(?: items?)?|content|what|subject|"
    r"programm(?:punkt)?|thema|themen|titel|inhalt|was|tagesordnungspunkt|tagesordnung|veranstaltung|"
    r"activités?|quoi|intitulé|objet|contenu|séance|actividad\w*|qué|tema|título|evento|contenido|sesión|asunto|attività|argomento|"
    r"aktivnost\w*|opis|naziv|sadržaj|točka|tačka|програм|активност\w*|тема|опис|назив|садржај|aktivitet\w*|përshkrimi"
)

TIME_HEADS = (
    r"time|hours?|from|to|start|end|zeit|uhrzeit|von|bis|beginn|ende|heures?|horaires?|hora|hora (?:de )?inicio|hora (?:de )?fin|horario|"
    r"ora|vrijeme|vreme|sat|satnica|termin|време|сат|сатница|термин|koha"
)

OTHER_HEADS = (
    r"date|day|no\.?|nr\.?|notes?|remarks|when|datum|tag|wann|bemerkung\w*|jour|quand|remarques?|fecha|día|notas|"
    r"dan|napomen\w*|датум|дан|напомен\w*|contact|kontakt|ansprechperson\w*|контакт"
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
