"""The same names again: one kind for each, every repetition the parser missed, names inside names, names unlabelled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...model.reading import ActorKind, Place
from ..people import Draft, Ground, capitalised, ends_of, head_of, words_of
from ..tree import Parse, Token
from .parsed import is_no_name, kind_of_name, named

LONGEST_REPEATED = 6  # words of a name that is looked for again


def with_repetitions(ground: Ground, drafts: Sequence[Draft], places: Mapping[int, Place]) -> list[Draft]:
    """The names found, and all other mentions of names, in text order."""
    found = _voted(drafts)
    found = _repeated(ground, found, _forms(ground, found, places))
    found = [*found, *_within(ground, found), *_unlabelled(ground, found, places)]
    return sorted(found, key=lambda draft: draft.place)


def _voted(drafts: Sequence[Draft]) -> list[Draft]:
    """One kind for one name: what most of its mentions say; the surname of a person named in full is the person."""
    votes: defaultdict[str, Counter[ActorKind]] = defaultdict(Counter)
    for draft in drafts:
        votes[draft.key][draft.kind] += 1
    full = {
        end for draft in drafts if draft.kind == "person" and " " in draft.key for end in list(ends_of(draft.key))[1:]
    }
    found = []
    for draft in drafts:
        kind = "person" if draft.key in full else votes[draft.key].most_common(1)[0][0]
        if draft.known and draft.kind != "person" and " " not in draft.key and draft.key in full:
            draft = msgspec.structs.replace(draft, known=(), country=None, public=False)  # Doug Ford's, not the company
        found.append(draft if draft.known or kind == draft.kind else _as_kind(draft, kind))
    return found


def _as_kind(draft: Draft, kind: ActorKind) -> Draft:
    person = kind == "person"
    return msgspec.structs.replace(
        draft, kind=kind, sectors=() if person else draft.sectors, gender="unknown" if person else "thing"
    )


def _repeated(ground: Ground, drafts: Sequence[Draft], names: Mapping[str, Draft]) -> list[Draft]:
    """The drafts with every other place where one of their names stands and the parser saw none."""
    taken = {index for draft in drafts for index in range(draft.first, draft.last)}
    found = list(drafts)
    index, parse = 0, ground.parse
    while index < len(parse):
        last = index if index in taken else _repeats(parse, index, names, taken)
        if last > index:
            words = words_of(parse, index, last)
            model = names[fold(words)]
            found.append(_again(parse, index, last, model))
        index = max(last, index + 1)
    found.sort(key=lambda draft: draft.place)
    return found


def _forms(ground: Ground, drafts: Iterable[Draft], places: Mapping[int, Place]) -> dict[str, Draft]:
    """The names of a report by key: whole, every end of a person's name, what a body is of ("Church of ...")."""
    names: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind != "people":
            names.setdefault(draft.key, draft)
    for draft in drafts:
        for end in _ends(ground, draft, places):
            if end not in ground.knowledge.roles and end not in ground.knowledge.heads:
                names.setdefault(end, draft)
    return names


def _ends(ground: Ground, draft: Draft, places: Mapping[int, Place]) -> list[str]:
    if " " not in draft.key or draft.known:
        return []
    if draft.kind == "person":
        return list(ends_of(draft.key))[1:]
    tokens = ground.parse.tokens
    last = tokens[draft.last - 1]
    told_of = tokens[draft.last - 2].lower in ground.knowledge.words.of
    return (
        [fold(last.text)] if told_of and capitalised(last) and last.index not in places and last.pos == "PROPN" else []
    )


def _within(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """People named inside the names of bodies: "the Andy Warhol Foundation"."""
    people = {draft.key: draft for draft in drafts if draft.kind == "person" and " " in draft.key}
    found = []
    for draft in drafts:
        if draft.kind == "person" or draft.last - draft.first < 3:
            continue
        for first in range(draft.first, draft.last - 1):
            for last in range(first + 2, min(first + 4, draft.last)):
                model = people.get(fold(words_of(ground.parse, first, last)))
                if model is not None:
                    found.append(_again(ground.parse, first, last, msgspec.structs.replace(model, offices=())))
    return found


def _repeats(parse: Parse, index: int, names: Mapping[str, Draft], taken: set[int]) -> int:
    """The end of the longest name that stands from a token; the token itself where none does."""
    token = parse.tokens[index]
    if not capitalised(token) or token.pos not in {"PROPN", "NOUN", "ADJ", "X"}:
        return index
    limit = min(index + LONGEST_REPEATED, parse.sentences[token.sentence].last)
    for last in range(limit, index, -1):
        inside = parse.tokens[index:last]
        if any(each.index in taken for each in inside) or inside[-1].pos == "PUNCT":
            continue
        if fold(words_of(parse, index, last)) in names:
            return last
    return index


def _again(parse: Parse, first: int, last: int, model: Draft) -> Draft:
    words = words_of(parse, first, last)
    return msgspec.structs.replace(
        model, first=first, last=last, head=head_of(parse, first, last).index, key=fold(words), name=words
    )


# ---- names the parser saw and did not label


def _unlabelled(ground: Ground, drafts: Sequence[Draft], places: Mapping[int, Place]) -> list[Draft]:
    """Capitalised proper nouns that nobody claimed: an abbreviation, a person by the given name, a name told twice."""
    taken = {index for draft in drafts for index in range(draft.first, draft.last)} | set(places)
    runs = [run for run in _runs(ground, taken) if not is_no_name(ground, *run)]
    told = Counter(fold(words_of(ground.parse, *run)) for run in runs)
    common = {token.text for token in ground.parse.tokens if token.text.islower()}
    found = []
    for first, last in runs:
        words = words_of(ground.parse, first, last)
        if words.lower() in common:
            continue  # "Near", where the report also has "near"
        kind, sectors = kind_of_name(ground, words, "")
        abbreviation = words.isupper() and len(words) > 1 and not _in_capitals(ground, first)
        if kind == "person" or sectors or abbreviation or told[fold(words)] > 1:
            found.append(msgspec.structs.replace(named(ground, first, last, ""), kind=kind, sectors=sectors))
    return found


def _runs(ground: Ground, taken: set[int]) -> Iterator[tuple[int, int]]:
    tokens = ground.parse.tokens
    index = 0
    while index < len(tokens):
        last = index
        while last < len(tokens) and _is_free(ground, tokens[last], tokens[index]) and last not in taken:
            last += 1
        if last > index and tokens[last - 1].dep not in {"compound", "amod", "nmod"}:
            yield index, last
        index = max(last, index + 1)


def _is_free(ground: Ground, token: Token, first: Token) -> bool:
    passage = ground.passages[ground.parse.sentences[token.sentence].passage]
    key = fold(token.text)
    return (
        token.pos == "PROPN"
        and capitalised(token)
        and token.sentence == first.sentence
        and token.entity in {"", "ORG", "PERSON", "PRODUCT", "WORK_OF_ART"}
        and passage.kind in {"paragraph", "quote", "bullet"}
        and key not in ground.knowledge.titles
        and key not in ground.knowledge.roles
        and not countries().by_demonym(token.text)
    )


def _in_capitals(ground: Ground, index: int) -> bool:
    sentence = ground.parse.sentences[ground.parse.tokens[index].sentence]
    words = [token.text for token in ground.parse.tokens[sentence.first : sentence.last] if len(token.text) > 1]
    return sum(word.isupper() for word in words) * 2 > len(words)
