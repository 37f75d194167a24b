"""Make `languages/en/actors/person_nouns.txt`: nouns of English whose first sense is a person.

    apt-get install wordnet-base && python tools/people/person_nouns.py /usr/share/wordnet

WordNet 3.0 (Princeton University; its licence allows use in any form with attribution) orders the senses of a noun by
how often they were met; nouns whose first sense stands in its file `noun.person` are people in running text. The words
of our own lists of roles, which say more, are left out, and so are NEVER: words that reports use for other things.
"""

from __future__ import annotations

import sys
from pathlib import Path

from coranto.knowledge.actors import load_actors

TARGET = Path(__file__).parents[2] / "src/coranto/knowledge/data/languages/en/actors/person_nouns.txt"
PERSON = "18"  # the number of the lexicographers' file noun.person
SHORTEST = 3  # letters
_NEVER = """
    absolute ace alien amount anchor angel angle ape auxiliary average baby bearer beast best better bird black
    blank blood bomber boomer booster brain brass breaker browser buff bug bull bust buster caller carrier case
    chap character charmer chicken climber club cold computer converter cooler counter cracker creeper cross
    cruiser cur cutter dark date dear deep dependent dog double dove drawer drip driver duck ear elder elect end
    enemy equal excavator eye face fan favorite favourite feeder fellow female fighter finder first fish flag
    force free freighter fresh friendly front gay general ghost giant god goner great green guess guide hack
    half hand hawk head heart heater heavy hero hip holder hook host human icon idol image individual infant
    inferior influence intermediate joint junior keeper key killer kin lamb last lead lens liberal light like
    liner lion loader loaf lone lot love mail major male map mark master match mate maverick measure medium
    middle minor mixed mixer model monster mortal mouse mouth mover mug name native neutral nose novel number
    nut oak object omega one opposite ordinary original orphan other outside particular party past patient pawn
    peer people pick picket pig pillar pink plant player pole poor post poster power press printer private
    processor professional prop proxy public puppet pure racing rat raw rear red regular relation relative
    remote reserve resort rich ringer riser rival rock root router rule runner sample sap scale scanner score
    second secular self senior server shadow shark sharp sheep short show shy sick signal single slave slim slip
    snake soft sole son soul source sovereign spare spark special spirit spring square standard star starter
    steady stiff straight strange stripper strong stud subject superior sure surrogate survivor sweet switch
    tail tanker target term thing third thug tool total toy trailer transmitter trial trump turkey twin type
    ultimate union unknown upright user utility variable vertical veteran victim virgin visual volume vote
    waiter washer watch whip white wild winner wise wit witness wolf wonder world worm worst yellow young youth
"""
NEVER = frozenset(_NEVER.split())
_KEEP = """
    baby bearer caller driver elder enemy fan fellow finder friend guide hero host infant keeper killer mate
    minor model native orphan patient peer player poster relative rival runner slave son star starter superior
    survivor thug twin user veteran victim virgin waiter winner witness
"""
KEEP = frozenset(_KEEP.split())


def main() -> None:
    """Write the list."""
    folder = Path(sys.argv[1])
    synsets = [
        line.split(" ")
        for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines()
        if not line.startswith("  ") and line.split(" ")[1] == PERSON and " @i " not in line
    ]
    people = {cells[0] for cells in synsets}
    written = {cells[4 + 2 * place] for cells in synsets for place in range(int(cells[3], 16))}
    known = load_actors("en")
    words = set()
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        cells = line.split()
        word, senses = cells[0], int(cells[2])
        first = cells[-senses]
        if first in people and word in written and word.isalpha() and len(word) >= SHORTEST:
            words.add(word)
    words = {word for word in words if word not in known.roles and word not in known.heads}
    words -= NEVER - KEEP
    TARGET.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(words)} words\n")


if __name__ == "__main__":
    main()
