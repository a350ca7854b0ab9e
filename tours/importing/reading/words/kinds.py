"""Words that tell the kind of an item, some as people type them without accents. The first telling word of a title decides."""

KINDS = {
    "registration": r"regist\w+|accredit\w+|akkreditierung|einlass|anmeldung|accueil|inscri\w+|acredita\w+|registrac\w+|registrir\w+|"
    r"prijav\w+|регистр\w+|пријав\w+|regjistrim\w*|iscrizion\w+|check-?in",
    "break": r"coffee|tea|\w*kaffee\w*|\w*pause|caf[ée]|pausa|kava|kavom|kafa|kafom|pauza|pauze|stanka|кафа|кафе|пауза|kafe|pushim\w*|breaks?|odmor|"
    r"одмор|descanso|refreshments?|osvježenje",
    "meal": r"\w*lunch\w*|dinner|breakfast|brunch|supper|mittag\w*|abendessen|\w*fr[üu]hst[üu]ck|imbiss|buffet|d[ée]jeuner|petit-d[ée]jeuner|d[îi]ner|repas|"
    r"almuerzo|cena|desayuno|comida|pranzo|colazione|ru[čc][ak]\w*|ve[čc]er[aeu]\w*|doru[čc]\w+|obed|руч[ак]\w*|вечер[аеу]\w*|доруч\w+|drek\w*|darkë\w*",
    "social": r"reception|cocktail|apero|apéritif|empfang|umtrunk|drinks|vin d'honneur|c[óo]ctel|recepci\w+|prijem|koktel|пријем|коктел|concert|konzert|koncert|"
    r"domjenak|get-together|sommerfest|party",
    "transfer": r"arriv\w+|depart\w+|transfer\w*|return|travel\w*|bus|busfahrt|check-out|pick-?up|back to|abfahrt|ankunft|anreise|abreise|rückfahrt|"
    r"fahrt|d[ée]part|retour|trajet|llegada|salida|regreso|traslado|partenza|arrivo|dolaz\w+|odlaz\w+|polaz\w+|povrat\w+|prijevoz|"
    r"prevoz|долаз\w+|одлаз\w+|полаз\w+|поврат\w+|превоз|nisja|mbërritj\w+|kthim\w*",
    "site_visit": r"visits?|tours?|excursion\w*|sightseeing|walk|guided|trip|\w*besuch\w*|besichtigung\w*|\w*führung\w*|\w*rundgang|\w*exkursion\w*|visites?|"
    r"balade|promenade|excursi[óo]n|visita|paseo|recorrido|passeggiata|posjet\w*|poset\w*|obilaz\w+|razgled\w*|izlet|посет\w*|обилаз\w+|"
    r"разглед\w*|излет|vizit\w*",
    "keynote": r"keynotes?|key note|festvortrag|impulsvortrag|conférence inaugurale|conferencia inaugural|conferencia magistral",
    "meeting": r"meetings?|talks with|gespr[äa]ch\w*|\w*besprechung\w*|r[ée]union|entretien|reuni[óo]n|sastan\w+|састан\w+|takim\w*|treffen",
    "free_time": r"free (?:time|evening|afternoon)|zur freien verfügung|freizeit|temps libre|soirée libre|tiempo libre|tarde libre|slobodno|слободно",
    "session": r"sessions?|opening|closing|plenary|panels?|workshops?|discussions?|remarks|welcome|presentations?|debates?|conference|ceremony|"
    r"introduction|conclusions?|wrap-?up|\w*sitzung\w*|eröffnung|begrüßung|vortrag|vorträge|dialog|diskussion|séance|ouverture|clôture|"
    r"ateliers?|discours|conférence|table ronde|inauguración|clausura|sesión|taller|debate|apertura|mesa redonda|saluti|otvar\w+|"
    r"zatvar\w+|predavanj\w+|radioni\w+|sjednic\w+|sednic\w+|izlaganj\w+|okrugli stol|отвар\w+|затвар\w+|предавањ\w+|радиони\w+|"
    r"сесиј\w+|излагањ\w+|sesion\w*|punëtori|hapj\w+",
}

ORNAMENTS = r"welcome|opening|closing|farewell|gala|official|joint|working|informal"
"""Before the word that tells the kind."""
