"""Words that stand where a clock time is due."""

PARTS_OF_DAY = (
    r"(?:in the |late |early |mid-)?(?:morning|afternoon|evening|night)|all day|whole day|during the day|"
    r"(?:am |später |früher )?(?:vormittags?|nachmittags?|abends?|morgens?)|ganztägig|tagsüber|"
    r"(?:le |en |fin de |dans la )?(?:matin|matinée|après-midi|soir|soirée|journée)|toute la journée|"
    r"(?:por la |de |durante la )?(?:mañana|tarde|noche)|todo el día|"
    r"(?:kasno |rano )?(?:prijepodne|poslijepodne|prepodne|pre podne|popodne|posle podne|ujutro|ujutru|navečer|uveče|veče|večer|jutro)|"
    r"cijeli dan|ceo dan|tijekom dana|tokom dana|(?:пре подне|преподне|поподне|после подне|ујутру|увече|вече|јутро)|цео дан|током дана"
)

FREE = (
    r"free (?:time|morning|afternoon|evening|day)|freie[rs]? (?:vormittag|nachmittag|abend|tag|zeit)|zur freien verfügung|"
    r"(?:matinée|après-midi|soirée|journée|temps) libre|(?:mañana|tarde|noche|día|tiempo) libre|"
    r"slobod\w+ (?:vrijeme|vreme|prijepodne|prepodne|poslijepodne|popodne|večer|veče|dan)|слобод\w+ (?:време|преподне|поподне|вече|дан)"
)
