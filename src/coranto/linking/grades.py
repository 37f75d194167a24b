"""A suggested grade of an item on the Admiralty scale, reckoned from who tells it and who denies it.

Reliability (A to F) belongs to the source and is for a person to say: here it is always F, cannot be judged.
Credibility (1 to 6) follows from the origins by the rule below, and never from the number of outlets.
"""

from __future__ import annotations

from typing import Final, Literal

Credibility = Literal[1, 2, 3, 4, 5, 6]
UNJUDGED: Final = "F"
LEGEND: Final[dict[int, str]] = {
    1: "confirmed by other independent origins",
    2: "probably true: two origins, but not two disinterested named ones",
    3: "possibly true: one origin",
    4: "doubtful: somebody else denies it or gives other figures",
    5: "improbable: only a party to the conflict says it, and it is denied",
    6: "cannot be judged: nobody is named",
}


def credibility(*, named: int, interested: int, by_role: int, disputed: bool) -> Credibility:
    """The digit: `named` origins without a side, `interested` ones with one, those known `by_role` only.

    >>> credibility(named=2, interested=0, by_role=0, disputed=False)
    1
    >>> credibility(named=0, interested=1, by_role=0, disputed=True)
    5
    """
    origins = named + interested + by_role
    if origins == 0:
        return 6
    if disputed:
        return 5 if origins == interested == 1 else 4
    if named >= 2 or (named == 1 and origins >= 3):
        return 1
    return 2 if origins >= 2 else 3
