"""Names as keys: one key for "Çavuşoğlu" and "Cavusoglu", for "al-Bab" and "Al Bab". Texts are never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and signs that transliterations add or drop.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
    | dict.fromkeys("'’‘`´ʿʾʻʼ\"“”.", "")
    | dict.fromkeys("-‐‑–—_/,", " ")
)
_SPACES = re.compile(r"\s+")
ARABIC_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|an|ad|at|az) (?=\w{3})")
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|an|ad|at|az|the) (?=\w{3})")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, no apostrophes or dots, one space between words.

    >>> fold("Mevlüt Çavuşoğlu"), fold("Da’esh"), fold("U.S.")
    ('mevlut cavusoglu', 'daesh', 'us')
    """
    bare = name.casefold()
    if not bare.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each))
    return _SPACES.sub(" ", bare.translate(_LETTERS)).strip()


def keys(name: str) -> tuple[str, ...]:
    """The key, and the key without its article.

    >>> keys("al-Bab"), keys("The Hague")
    (('al bab', 'bab'), ('the hague', 'hague'))
    """
    key = fold(name)
    bare = _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key
    return (key,) if bare == key else (key, bare)
