"""The keys by which search compares words: the folded words, with one spelling for what languages spell in several ways.

`folded` itself stays as it is: by it texts are recognised of which nothing but a digest is kept.
"""

import re
from collections.abc import Iterator

from backstage.text.folding import LONGEST_WORD, folded
from backstage.text.tidying import tidy

# What English spells with two letters (Shevchenko, Kharkiv, Zhytomyr), Croatian and others spell with one (Ševčenko). German
# spelt without its dots (Muenchen) is as it is without them. Each pair becomes its first letter or one that begins no other pair
# that it could be, so that the beginning of a word still gives the beginning of its key.
_PAIRS = (("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("x", "ks"))
_TS = re.compile(r"\bts|ts(?=k)")
"""Where English spells one letter of others so. Elsewhere it is no letter: “projects”."""
_I = re.compile("[iy]+")
_UNSPACED = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
"""Letters of scripts that write several words as one: Korean and Chinese."""
UNSPACED = re.compile(f"{_UNSPACED}+")
_COMPOUND = re.compile(f"{_UNSPACED}{{3,}}")


def keys_in_order(text: str) -> list[str]:
    """The key of each word: Ševčenko, Шевченко and Shevchenko have one, and so have München and Muenchen."""
    words = " ".join(folded(text))
    for spelt, key in _PAIRS:
        words = words.replace(spelt, key)
    return [key[:LONGEST_WORD] for key in _I.sub("i", _TS.sub("c", words)).split()]


def stored_keys(text: str) -> frozenset[str]:
    """The keys by which a text is found: those of its words, and of each two letters within a Korean or Chinese one."""
    words = keys_in_order(text)
    return frozenset((*words, *asked_keys(text)) if _COMPOUND.search(text) else words)


def asked_keys(text: str) -> list[str]:
    """The keys that a text must have to be found by a query. A Korean or Chinese compound is asked for by its pairs, so
    that it is found within a longer one.
    """
    return keys_in_order(_COMPOUND.sub(lambda compound: f" {' '.join(_pairs_of(compound[0]))} ", tidy(text)))


def _pairs_of(compound: str) -> Iterator[str]:
    """Each two letters that stand beside each other."""
    return (compound[at : at + 2] for at in range(len(compound) - 1))
