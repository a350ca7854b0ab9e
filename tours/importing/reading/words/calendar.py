"""Words of the calendar: English, German, French, Spanish, Italian, Croatian, Serbian and Macedonian (both scripts), Albanian.

Each line is one month, weekday or number. A star allows any ending, so that cases need no lines of their own.
"""

MONTHS = """
jan january januar* jänner janv janvier ene enero gennaio siječ* sij januar* јануар* јан janar*
feb february februar* feber févr fév février fevrier febrero febbraio velja* velj фебруар* февруари фев shkurt*
mar march märz mrz mars marzo ožuj* ožu mart marta martu martom март марта марту
apr april april* avr avril abr abril aprile travan* travn* април* апр prill*
may mai mayo maggio svib* maj maja maju majem мај маја мају maji
jun june juni juin junio giugno lip lipanj lipn* juna junu јун јуна јуну јуни qershor*
jul july juli juil juillet julio luglio srp srpanj srpnj* jula julu јул јула јулу јули korrik*
aug august august* août aout ago agosto kolovoz* avg avgust* август* авг gusht*
sep sept september* septembre septiembre setiembre settembre rujan rujn* ruj septembar septemb* септ септемб* shtator*
oct october okt oktober octobre octubre ottobre listopad* oktobar oktob* октоб* октомв* окт tetor*
nov november* novembre noviembre studen* novembar novemb* новемб* ноемв* нов nëntor* nentor*
dec december dez dezember déc décembre decembre dic diciembre dicembre prosin* decembar decemb* децемб* декемв* дец dhjetor*
"""

WEEKDAYS = """
monday mon montag lundi lun lunes lunedì lunedi ponedjelj* ponedelj* pon понедељ* понедел* пон hënë hëne hënën
tuesday tue tues dienstag mardi martes martedì martedi utora* utork* uto уторак уторк* уто вторник martë marte martën
wednesday wed mittwoch mercredi mer miércoles miercoles mié mercoledì mercoledi srijed* sri sreda sredu srede sredom sre среда среду среде средом сре mërkurë merkure mërkurën
thursday thu thur thurs donnerstag jeudi jeu jueves jue giovedì giovedi četvrt* cetvrt* čet четвртак четвртк* четврток чет enjte enjten
friday fri freitag vendredi ven viernes vie venerdì venerdi petak petka petku petkom pet петак петка петку петком петок premte premten
saturday sat samstag sonnabend samedi sam sábado sabado sáb sabato subot* sub субот* сабот* суб shtunë shtune shtunën
sunday sun sonntag dimanche dim domingo dom domenica nedjelj* nedelj* ned недељ* недел* нед diel dielë dielën
"""

GERMAN_SHORT_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
"""They count only with a stop or comma behind them, or as `Do 4`: `so` and `do` are words, too."""

NUMBERS = """
one first erster erste premier première primer primero primo prvi први прв prva parë
two second zweiter zweite deuxième segundo secondo drugi druga други втор dytë
three third dritter dritte troisième tercer tercero terzo treći treca treća трећи трет tretë
four fourth vierter vierte quatrième cuarto quarto četvrti четврти katërt
five fifth fünfter fünfte cinquième quinto peti пети pestë
six sixth sechster sechste sixième sexto šesti шести
seven seventh siebter siebte septième séptimo sedmi седми
"""

DAY = r"(?:day|tag|jour|journée|día|dia|giorno|giornata|dan|dana|дан|дана|ден|dita|ditë)"
"""What stands before or behind the number of a day."""

DATE_ARTICLE = r"(?:den|dem|der|the|le|el|il|dana|dne|дана|më)"
"""What may stand between a weekday and its date."""

YEAR_LINK = r"(?:de|del|godine)"

DATE_JOIN = r"(?:[-–—/&+,]|to|and|bis|und|au|et|al?|e|y|i|do|и|до|dhe|deri(?:\smë)?|through|until)"
"""What joins the two ends of a range of days."""

NO_HEADING_BEFORE = (
    r"(?:created|posted|updated|published|deadline|born|modified|printed|sent|version|draft|stand|vom|publié\w*|mise? à jour|"
    r"objavljeno|ažurirano|verzija|datum objave|aktualisiert|veröffentlicht|gedruckt|publicado|actualizado|pubblicato|"
    r"објављено|ажурирано|објавено|until|before|by|no later than|not later than|spätestens|plazo|do najkasnije)"
)
"""Words before a date that heads no day: when a page was posted, a deadline."""
