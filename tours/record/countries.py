"""Finds a country by a name that somebody typed, and makes the row of one that has none yet."""

from backstage.text.folding import folded
from tours.models import Country, CountryName
from tours.record.saving import save_valid
from tours.zones import country_names, zones_by_country


def countries_by_name() -> list[tuple[str, str]]:
    """Codes with names, in the order of names: as they are called here, or else in the list of time zones. One query."""
    here = dict(Country.objects.order_by().values_list("code", "name"))
    listed = {code: name for code, name in country_names().items() if code in zones_by_country()}
    return sorted((listed | here).items(), key=lambda country: folded(country[1]))


def code_called(text: str) -> str:
    """The code of the country of that name, today's or a former one, as search folds it, or of the only one whose name
    begins with these words, such as Bosnia; empty where there is none.
    """
    former = CountryName.objects.order_by("pk").values_list("country", "name")
    words, named = folded(text), [(code, folded(name)) for code, name in [*countries_by_name(), *former]]
    begun = {code for code, name in named if words and name[: len(words)] == words}
    return next((code for code, name in named if name == words), begun.pop() if len(begun) == 1 else "")


def country_of_code(code: str) -> Country:
    """The country with that ISO 3166 code, which is made where there is none. Raises ValidationError."""
    found = Country.objects.filter(code=code).first()
    if found:
        return found
    made = Country(code=code, name=country_names().get(code, code))
    save_valid(made)
    return made
