"""Finds words that differ from a typed one by one letter: one too many, missing, wrong, or changed with its neighbour.

Two such words have a form in common, the word itself or the word with a letter deleted (as in SymSpell). So a table of these forms
answers which words are near, however many there are, with a look for each form of the typed word.
"""

SHORTEST, LONGEST = 4, 24
"""How many letters a word has that may be typed wrongly: a shorter one is near too many others."""


def may_be_mistyped(word: str) -> bool:
    """A number is never taken for another one."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def forms_of(word: str) -> frozenset[str]:
    """The word, and the word without each of its letters."""
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


def is_near(one: str, other: str) -> bool:
    """Whether they differ by one letter, or are the same."""
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or _is_turned(one[at:], other[at:])


def _is_turned(one: str, other: str) -> bool:
    """Whether only their first two letters have changed places."""
    return one[:2] == other[1::-1] and one[2:] == other[2:]
