"""A text that is a phrase and no sentence, as other coders and tables give actors: "Kyiv police", "former officials".

The words decide here, not the parse, which has little to hold on to; capitals may be missing and a letter wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...model.reading import ActorKind, Place
from ..people import Draft, Ground, ends_of, government, indices_of, words_of
from ..tree import Token
from .sectors import ARMED, qualified

LONGEST = 16  # tokens up to which a text without a finite verb is a phrase
LONGEST_COUNTRY = 7  # tokens of a country's name: "Democratic People's Republic of Korea"
SHORTEST = 3  # tokens up to which a text is no sentence: "Ugandan rebels", where the parser may see a verb
FINITE = {"VBZ", "VBD", "VBP", "MD"}
REPAIRED = 6  # letters from which on one wrong letter of a country's name is put right
RARE = 9  # the same for nouns, which have more neighbours


def is_phrase(ground: Ground) -> bool:
    """True of a short text of one line in which nobody does anything."""
    tokens = ground.parse.tokens
    if not 0 < len(tokens) <= LONGEST or len(ground.passages) > 1:
        return False
    if len(tokens) <= SHORTEST and tokens[0].pos != "PRON":
        return True
    if tokens[-1].text in {".", "!", "?"} and len(tokens) > 3 and len(tokens[-2].text) > 1:
        return False
    acts = any(token.tag in FINITE and token.pos in {"VERB", "AUX"} for token in tokens)
    return not (acts and any(token.dep in {"nsubj", "nsubjpass"} for token in tokens))


def read_phrase(ground: Ground, names: Sequence[Draft]) -> list[Draft]:
    """The actor a phrase names, if it names one, before the names inside it."""
    tokens = _bare(ground.parse.tokens)
    if not tokens:
        return []
    places = {index: place for place in ground.places for index in indices_of(ground.parse, place)}
    whole = next((draft for draft in names if draft.first <= tokens[0].index and tokens[-1].index < draft.last), None)
    if whole is not None and (whole.known or (whole.kind == "person" and tokens[-1].index not in places)):
        return [whole]
    country = _country(ground, tokens, names, places)
    kind, sectors = _told(ground, tokens, names, places)
    end = _split(tokens, places)[0][-1].index
    person = next((draft for draft in names if draft.kind == "person" and draft.first <= end < draft.last), None)
    if person is not None and not person.known:
        person = _rightly_spelt(ground, person)
    if person is not None and person.known:
        return [msgspec.structs.replace(person, sectors=qualified(ground, tokens, person.sectors))]
    if person is not None and (whole is None or end not in places):  # "Polish prime minister Donald Tusk"
        told = qualified(ground, tokens, person.sectors or sectors)
        own = msgspec.structs.replace(person, country=person.country or country, sectors=told)
        return [own, *(draft for draft in names if draft is not person)]
    if kind is None:
        return [*_place_alone(tokens, names, places), *names]
    return [_whole(ground, tokens, kind, country, sectors), *names]


def _rightly_spelt(ground: Ground, person: Draft) -> Draft:
    """A person whose name is at one typing error from one known person's."""
    known = ground.knowledge.known
    key = _nearest_name(person.key, tuple(known.names)) if " " in person.key else None
    ids = known.names[key] if key is not None else ()
    if len(ids) != 1 or known.by_id[ids[0]].kind != "person":
        return person
    actor = known.by_id[ids[0]]
    return msgspec.structs.replace(person, known=ids, country=actor.country, sectors=actor.sectors)


def _bare(tokens: Sequence[Token]) -> list[Token]:
    """The words without signs, an article before them and a possessive ending behind."""
    words = [token for token in tokens if token.pos != "PUNCT" or token.text == "-"]
    while len(words) > 1 and (words[0].pos in {"DET", "ADP"} or not fold(words[0].text)):
        words = words[1:]
    while len(words) > 1 and (words[-1].tag == "POS" or not fold(words[-1].text)):
        words = words[:-1]
    return words


def _whole(
    ground: Ground, tokens: Sequence[Token], kind: ActorKind, country: str | None, sectors: tuple[str, ...]
) -> Draft:
    first, last = tokens[0].index, tokens[-1].index + 1
    return Draft(
        first=first,
        last=last,
        head=last - 1,
        form="role",
        kind=kind,
        key=fold(words_of(ground.parse, first, last)),
        name=words_of(ground.parse, first, last),
        country=country,
        sectors=sectors,
        plural=kind != "person",
    )


def _place_alone(tokens: Sequence[Token], names: Sequence[Draft], places: Mapping[int, Place]) -> list[Draft]:
    """A country or capital alone is its government; another town or area stands for those who live there."""
    first, last = tokens[0].index, tokens[-1].index + 1
    words = " ".join(token.text for token in tokens)
    known = next((draft for draft in names if draft.first == first and draft.last == last and draft.known), None)
    if known is not None:
        return [known]
    code = countries().by_name(words) or countries().by_capital(words) or countries().by_demonym(words)
    code = code or (_repaired_country(tokens[0]) if len(tokens) == 1 else None)
    if code is not None:
        return [government(first, last, code, form="metonym")]
    place = places.get(tokens[-1].index)
    if (
        place is None
        or place.country is None
        or any(token.index not in places for token in tokens if token.text != "-")
    ):
        return []
    draft = government(first, last, place.country, form="name")
    return [
        msgspec.structs.replace(
            draft, kind="other", sectors=("CVL",), known=(), key=fold(place.text), name=place.text, public=False
        )
    ]


# ---- sectors


def _told(
    ground: Ground, tokens: Sequence[Token], names: Sequence[Draft], places: Mapping[int, Place]
) -> tuple[ActorKind | None, tuple[str, ...]]:
    """Kind and sectors: of the head before the first preposition; an empty head takes its neighbour's."""
    before, after = _split(tokens, places)
    kind, key, sectors = _matched(ground, before)
    empty = " " not in key and (key in ground.knowledge.words.empty_heads or key in ground.knowledge.persons)
    body = next((draft for draft in names if draft.kind != "person" and draft.sectors), None)
    if kind is None or empty:
        inner = _anywhere(ground, before[:-1]) or _anywhere(ground, after)
        if body is not None and (kind is not None or not inner):
            kind, sectors = kind or body.kind, body.sectors
        elif inner:
            kind, sectors = kind or inner[0], inner[1]
    elif body is not None and set(sectors) & ARMED:
        sectors = body.sectors  # "Boko Haram gunmen"
    return kind, qualified(ground, tokens, sectors)


def _split(tokens: Sequence[Token], places: Mapping[int, Place]) -> tuple[Sequence[Token], Sequence[Token]]:
    for place, token in enumerate(tokens):
        if token.index in places and tokens[place - 1].index in places:
            continue  # "Democratic Republic of Congo"
        if place > 0 and (
            token.pos == "ADP" or token.tag == "WP" or token.text == "," or token.dep in {"acl", "relcl"}
        ):
            return tokens[:place], tokens[place + 1 :]
    return tokens, ()


def _matched(ground: Ground, tokens: Sequence[Token]) -> tuple[ActorKind | None, str, tuple[str, ...]]:
    """Kind, singular key and sectors of the longest end of the words that is a role, a body or people."""
    if not tokens:
        return None, "", ()
    for forms in _endings(tokens):
        repaired = _repaired(forms[-1], tuple(ground.knowledge.roles), RARE)
        for key in (*forms, *([repaired] if repaired else [])):
            found = _entry(ground, key, plural=key != forms[0])
            if found is not None:
                return found[0], key, found[1]
        if forms[0] in ground.knowledge.people:
            return "people", forms[-1], ("CVL",)
    if tokens[-1].lemma in ground.knowledge.persons:
        return "people" if tokens[-1].tag in {"NNS", "NNPS"} else "person", tokens[-1].lemma, ("CVL",)
    return _people(tokens[-1])


def _people(token: Token) -> tuple[ActorKind | None, str, tuple[str, ...]]:
    """ "Libyans", "ethnic Albanians": a people in the plural."""
    if countries().by_demonym(token.text) and token.lower.endswith("s") and token.pos != "ADJ":
        return "people", token.lower, ("CVL",)
    return None, "", ()


def _endings(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    """The ends of the phrase, the longest first: each as written, then with the last word in the singular."""
    text = fold(" ".join(token.text for token in tokens))
    lemma = fold(tokens[-1].lemma)
    for end in ends_of(text):
        *front, last = end.split()
        singulars = (
            lemma,
            f"{last[:-3]}man" if last.endswith("men") else "",
            last[:-1] if last.endswith("s") else "",
            last[:-3] + "y" if last.endswith("ies") else "",
        )
        yield tuple(dict.fromkeys([end, *(" ".join([*front, each]) for each in singulars if each)]))


def _entry(ground: Ground, key: str, *, plural: bool) -> tuple[ActorKind, tuple[str, ...]] | None:
    knowledge = ground.knowledge
    heads = knowledge.heads.get(key)
    if heads is not None:
        return heads.kind, heads.sectors
    sectors = knowledge.roles.get(key)
    if sectors is None:
        return None
    if key.split()[-1] in knowledge.words.collectives:
        return "organisation", sectors
    if not plural:
        return "person", sectors
    return "armed_group" if sectors[0] in ARMED else "people", sectors


def _anywhere(ground: Ground, tokens: Sequence[Token]) -> tuple[ActorKind, tuple[str, ...]] | None:
    """The longest run of words that is a role or body, the rightmost of these."""
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length, -1, -1):
            forms = next(_endings(tokens[start : start + length]), ())
            for key in forms:
                if (found := _entry(ground, key, plural=key != forms[0])) is not None and found[1]:
                    return found
    return None


# ---- country


def _country(
    ground: Ground, tokens: Sequence[Token], names: Sequence[Draft], places: Mapping[int, Place]
) -> str | None:
    """The first country, people, body or place from the left; not behind "against" or "pro-", nor before "-led"."""
    words = ground.knowledge.words
    of_name = {index: draft for draft in names for index in range(draft.first, draft.last)}
    repaired: str | None = None
    ethnic = any(token.lower in words.ethnic for token in tokens)
    for place, token in enumerate(tokens):
        if token.lower in words.not_home and place > 0:
            break
        before = tokens[place - 2].lower if place > 1 and tokens[place - 1].text == "-" else ""
        after = tokens[place + 2].lower if place + 2 < len(tokens) and tokens[place + 1].text == "-" else ""
        if ethnic and _is_demonym(token, places):
            continue  # "ethnic Turks in Sweden" are of Sweden
        if before in words.aligned or after in words.led or token.lower in words.led:
            continue
        code = _code(tokens, place, of_name, places)
        if code:
            return code
        repaired = repaired or _repaired_country(token)
    return repaired


def _is_demonym(token: Token, places: Mapping[int, Place]) -> bool:
    found = places.get(token.index)
    return (found is not None and found.kind == "demonym") or bool(countries().by_demonym(token.text))


def _code(tokens: Sequence[Token], place: int, of_name: Mapping[int, Draft], places: Mapping[int, Place]) -> str | None:
    token = tokens[place]
    draft = of_name.get(token.index)
    if draft is not None and draft.country:
        return draft.country
    if draft is not None and draft.kind == "person":
        return None  # no town is looked for inside a person's name
    table = countries()
    for length in range(LONGEST_COUNTRY, 0, -1):
        row = tokens[place : place + length]
        if not (fold(row[0].text) and fold(row[-1].text)):
            continue
        words = " ".join(each.text for each in row)
        code = table.by_name(words) or table.by_demonym(words) or table.by_capital(words)
        if code and (length == 1 or place + length <= len(tokens)) and len(words) > 2:
            return code
    found = places.get(token.index)
    return found.country if found is not None else None


def _repaired_country(token: Token) -> str | None:
    table = countries()
    key = _repaired(fold(token.text), tuple(table.names) + tuple(table.demonyms) + tuple(table.capitals))
    return (table.by_name(key) or table.by_demonym(key) or table.by_capital(key)) if key else None


@lru_cache(maxsize=4096)
def _repaired(word: str, known: tuple[str, ...], shortest: int = REPAIRED) -> str | None:
    """The one known word at one typing error from a longer word; None where it is known, or none is near."""
    if len(word) < shortest or " " in word or word in known:
        return None
    return _nearest_name(word, known)


def _nearest_name(word: str, known: tuple[str, ...]) -> str | None:
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=2)
    return str(near[0][0]) if len(near) == 1 else None
