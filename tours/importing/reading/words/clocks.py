"""Words that stand beside a clock time. Alternatives of regular expressions, matched without case."""

UNITS = (
    r"(?:o\s?[’'`´]\s?clock|uhr|hours|hrs?|hs?|heures|horas|ore|orë|sati|sata|sat|čas[oa]va|casova|časa|čas|часова|часот|"
    r"часа|час|ч|noon|[cč](?![^\W\d_]))"
)

PREFIXES = (
    r"h\.?|from|at|by|beginning|beginn?|start(?:s|ing)?(?:\sat)?|start\stime|početak|почетак|почеток|fillimi|début|inizio|inicio|about|"
    r"around|approx\.?|ab\sca\.?|ab|um\sca\.?|um|von|gegen|ca\.?|cca\.?|circa|à\spartir\sde|à|vers|dès|de|a\spartir\sde|a\slas?|"
    r"desde\slas?|desde|las|hacia\slas?|alle|dalle|dal|ore|ora|orë|në|od|oko|u|од|у|око|околу|во|(?:time|zeit|uhrzeit|heure|horaire|hora|vrijeme|vreme|време|when)(?=\s*:)"
)

AND_THEN = r"(?:and|und|et|y|i|и)(?:\s(?:then|dann|anschließend|puis|luego|zatim|затим))?|then|dann|anschließend|puis|luego|después|zatim|potom|затим|потом"
"""Between two clauses."""

UNTIL = r"bis\sca\.?|bis|until|till|jusqu['’]à|hasta\slas?|hasta|fino\salle|do|до|deri"
"""The clock behind it is an end without a beginning."""

HOUR_FOLLOWS = r"ore|ora|orë|um|alle|a\slas?|à|u\s(?=\d{1,2}\s?[^\d:.,]|\d{1,2}$)"
"""Behind it a bare number is a clock: `um 9`, `a las 10`."""

RANGE_FOLLOWS = HOUR_FOLLOWS + r"|h\.?|von|de|dalle|od|од|from|ab"
"""Behind it two bare numbers are a range of clocks: `von 9 bis 10`."""

NOON = r"noon|midday|midi|mediodía|mezzogiorno|podne|подне|mittags?|mesditë"

AFTER = (
    r"environ|open[ -]end(?:ed)?|(?:un)?till? late|bis spät|do kasno|до касно|hasta tarde|offenes ende|okvirno|onwards?|uhr|hrs?|h|sati|časova|часова|часот|(?:ca|approx|circa)\.|"
    r"sharp|on the dot|pünktlich|précises?|en punto|točno|tačno|тачно|"
    r"(?-i:CEST|CET|MEZ|MESZ|GMT|UTC|KST|EST|EDT|BST)"
)
"""What may stand between a clock and its title and belongs to neither."""

AFTER_IF_PARTED = r"tb[cda]|late|ca|approx|circa|about|horas|heures"
"""The same, if a sign parts it from the title."""
