"""Make `languages/en/places/common_words.txt`: towns of the gazetteer whose names are common words of English.

    apt-get install wordnet-base && python tools/gazetteer/common_words.py /usr/share/wordnet

Such a name is a place only where something beside its capital says so. A word is common where WordNet 3.0 (Princeton
University; its licence allows use in any form with attribution) has it, or the word it is a form of, in small letters.
Left out are the names of large towns, countries, provinces and regions; ALWAYS are large towns that stay in.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from coranto.knowledge.gazetteer import Gazetteer

TARGET = Path(__file__).parents[2] / "src/coranto/knowledge/data/languages/en/places/common_words.txt"
LARGE = 150_000  # people
SHORTEST = 3  # letters
ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""),
           ("er", "e"))  # fmt: skip
_ALWAYS = """
    reading mobile nice split orange buffalo surprise enterprise sale hail man van tours mesa hub metro springs
    independence commonwealth hue thane pest batman honcho koto erode carrefour tamale warder samba bimbo oral riverside
    meads manta mango saki lander jingling shaping puning siping wanning mantilla nada sari saga bole cypress corona
    boulder mascara salt pare centennial bush march date bath
"""
ALWAYS = frozenset(_ALWAYS.split())


def main() -> None:
    """Write the list."""
    known = _words(Path(sys.argv[1]))
    connection = sqlite3.connect(f"file:{Gazetteer.home()}?mode=ro", uri=True)
    rows = connection.execute(
        "select key, max(case when main = 1 and (population >= ? or feature in ('country', 'region', 'admin1')) then 1 "
        "else 0 end) from names join places on places.id = names.place group by key", (LARGE,)
    )  # fmt: skip
    words = {key for key, large in rows if _is_common(key, known) and (not large or key in ALWAYS)}
    TARGET.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(words)} words\n")


def _words(folder: Path) -> set[str]:
    found = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):
                cells = line.split(" ")
                found |= {cells[4 + 2 * number].partition("(")[0] for number in range(int(cells[3], 16))}
        for line in (folder / f"{part}.exc").read_text(encoding="latin-1").splitlines():
            form, *bases = line.split()
            if any(base in found for base in bases):
                found.add(form)
    return {word for word in found if word.isalpha() and word.islower()}


def _is_common(key: str, known: set[str]) -> bool:
    if not (key.isascii() and key.isalpha() and len(key) >= SHORTEST):
        return False
    return key in known or any(
        key.endswith(ending) and len(key) > len(ending) + 2 and key[: -len(ending)] + base in known
        for ending, base in ENDINGS
    )


if __name__ == "__main__":
    main()
