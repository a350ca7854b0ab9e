"""Language tags (BCP 47, RFC 5646): a language, and where needed its script and region, such as `sr-Latn` and `pt-BR`."""

import re

_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_USUAL_SCRIPTS = {
    "Latn": "bs cs da de en es et fi fr ga hr hu is it lb lt lv mt nl no pl pt ro sk sl sq sv tr vi",
    "Cyrl": "be bg kk ky mk mn ru tg uk",
    "Grek": "el",
    "Hang": "ko",
    "Kore": "ko",
    "Jpan": "ja",
    "Hebr": "he yi",
    "Arab": "ar fa ps ur",
    "Armn": "hy",
    "Geor": "ka",
    "Thai": "th",
}
IN_TWO_SCRIPTS = {"sr": {"Cyrl", "Latn"}}
_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"})
_LANGUAGES_TO_THE_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_HAS_USUAL_SCRIPT = {
    (language, script) for script, languages in _USUAL_SCRIPTS.items() for language in languages.split()
}


def parts_of(tag: str) -> tuple[str, str, str]:
    """The language, script and region of a tag, each in its usual letters; the last two may be empty.

    Raises ValueError for what is no such tag. Variants and extensions are not known here.
    """
    found = _TAG.fullmatch(tag)
    if found is None:
        raise ValueError(f"This is no language tag: {tag}")
    language, script, region = found.groups(default="")
    return language.lower(), script.title(), region.upper()


def canonical(tag: str) -> str:
    """The tag in its usual letters (RFC 5646, section 2.1.1): `sr-Latn` for `SR-latn`. Raises ValueError."""
    return "-".join(filter(None, parts_of(tag)))


def only_language_in(script: str) -> str:
    """The language that is known here to be usually written in the script; empty where there are several, or none."""
    languages = _USUAL_SCRIPTS.get(script, "").split()
    return languages[0] if len(languages) == 1 else ""


def tag_in_script(language: str, script: str) -> str:
    """The tag of words in a script. It leaves out a script in which the language is usually written (section 4.1)."""
    return language if (language, script) in _HAS_USUAL_SCRIPT else f"{language}-{script}"


def is_right_to_left(tag: str) -> bool:
    """Whether words with the tag are written from right to left: by its script, or by the language where it names none."""
    language, script, _region = parts_of(tag)
    return script in _RIGHT_TO_LEFT if script else language in _LANGUAGES_TO_THE_LEFT


def is_foreign(tag: str, own: str) -> bool:
    """Whether words with the tag are of another language or script than a text in `own`. `und` is any language."""
    language, script, _region = parts_of(tag)
    own_language, own_script, _own_region = parts_of(own)
    if language not in ("und", own_language):
        return True
    return bool(script) and script not in ({own_script} if own_script else _scripts_of(own_language))


def _scripts_of(language: str) -> set[str]:
    usual = {script for each, script in _HAS_USUAL_SCRIPT if each == language}
    return usual or IN_TWO_SCRIPTS.get(language, set())
