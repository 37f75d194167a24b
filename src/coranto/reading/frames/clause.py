"""What stands around a trigger: subjects, objects, prepositions and complements, as a reader would name them.

Passives are turned round (the agent is the subject), control and relative clauses give the subject they imply, and a
noun is read like its verb: "Russian air strikes on Idlib" has Russia as subject and Idlib under the preposition "on".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ...knowledge.frames import NounClasses
from ..tree import Parse, Token, child, children, conjuncts, head


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger with everything it governs; tokens are heads, coordination spelled out, in text order."""

    trigger: Token
    particle: Token | None = None
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect: tuple[Token, ...] = ()
    prepositions: tuple[tuple[str, Token], ...] = ()
    infinitive: Token | None = None
    gerund: Token | None = None
    content: Token | None = None
    predicate: Token | None = None
    passive: bool = False
    negated: bool = False
    auxiliaries: tuple[str, ...] = ()


SUBJECTS = {"nsubj", "csubj"}
_RELATIVE = {"WDT", "WP"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def clause_of(parse: Parse, token: Token, classes: NounClasses) -> Clause:
    """The clause around a verb, noun or adjective."""
    if token.pos in {"VERB", "AUX"}:
        return _of_verb(parse, token, classes)
    if token.pos == "ADJ":
        return _of_adjective(parse, token)
    return _of_noun(parse, token, classes)


def subjects_of(parse: Parse, verb: Token, classes: NounClasses, depth: int = 0) -> tuple[Token, ...]:
    """Who does what the verb says: its own subject, the agent of a passive, or the one the construction implies."""
    passive = is_passive(parse, verb)
    if passive:
        own = [each for agent in _deps(parse, verb, {"agent"}) for each in _deps(parse, agent, {"pobj"})]
        return _spelled_out(parse, own)
    own = [_antecedent(parse, verb, each) for each in _deps(parse, verb, SUBJECTS)]
    if own:
        return _spelled_out(parse, own)
    return _implied(parse, verb, classes, depth)


def is_passive(parse: Parse, verb: Token) -> bool:
    """True for "was attacked" and for a participle that follows its noun: "troops attacked by rebels"."""
    if any(each.dep in {"nsubjpass", "auxpass", "agent"} for each in children(parse, verb)):
        return True
    return verb.dep == "acl" and verb.tag == "VBN" and not _is_main_verb(parse, verb)


def _is_main_verb(parse: Parse, verb: Token) -> bool:
    """ "The envoy commuted between the capitals.": a whole sentence whose verb was taken for a participle."""
    above, sentence = head(parse, verb), parse.sentences[verb.sentence]
    tokens = parse.tokens[sentence.first : sentence.last]
    return (
        above is not None
        and above.head == above.index
        and tokens[-1].text == "."
        and not any(each.tag in _FINITE for each in tokens)
    )


def _implied(parse: Parse, verb: Token, classes: NounClasses, depth: int) -> tuple[Token, ...]:
    above = head(parse, verb)
    if above is None or depth > 6:
        return ()
    if verb.dep in {"relcl", "acl"} and above.pos in {"NOUN", "PROPN", "PRON"}:
        return _spelled_out(parse, [above])
    if verb.dep == "xcomp" and above.pos in {"VERB", "AUX"}:
        controlled = _deps(parse, above, {"dobj"})
        return _spelled_out(parse, controlled) if controlled else subjects_of(parse, above, classes, depth + 1)
    if verb.dep in {"conj", "advcl", "pcomp", "ccomp", "acomp", "prep", "dep"}:
        while above.pos not in {"VERB", "AUX"}:
            upper = head(parse, above)
            if upper is None:
                return ()
            above = upper
        if is_passive(parse, above) and verb.dep in {"conj", "advcl"}:
            return _spelled_out(parse, _deps(parse, above, {"nsubjpass"}))
        return subjects_of(parse, above, classes, depth + 1)
    return ()


def _of_verb(parse: Parse, verb: Token, classes: NounClasses) -> Clause:
    passive = is_passive(parse, verb)
    infinitive = next((each for each in children(parse, verb) if _is_infinitive(parse, each)), None)
    suffered = list(_objects(parse, verb, infinitive, passive=passive))
    retained = _deps(parse, verb, {"dobj"}) if passive else []  # "was granted asylum": what is granted is the asylum
    objects = retained or suffered
    if infinitive is None and not passive and verb.lemma in classes.light:
        infinitive = _of_object(parse, retained or suffered)
    clauses = [each for each in children(parse, verb) if each.dep == "ccomp" and each is not infinitive]
    behind = [each for each in clauses if each.index > verb.index]
    before = [each for each in clauses if each.index < verb.index and not _is_apart(parse, each, verb)]
    content = next(iter((*behind, *before)), None) or _misplaced(parse, verb)
    predicate = next((each for each in children(parse, verb) if _is_predicate(parse, each)), None)
    predicate = predicate or _behind_object(parse, objects)
    return Clause(
        trigger=verb,
        particle=child(parse, verb, "prt"),
        subjects=subjects_of(parse, verb, classes),
        objects=_spelled_out(parse, objects),
        indirect=_spelled_out(
            parse,
            [*(suffered if retained else ()), *(each for each in _deps(parse, verb, {"dative"}) if each.pos != "ADP")],
        ),
        prepositions=tuple(_prepositions(parse, [verb, *objects])),
        infinitive=infinitive,
        gerund=next((each for each in children(parse, verb) if each.dep == "xcomp" and each.tag == "VBG"), None),
        content=content,
        predicate=predicate,
        passive=passive,
        negated=_is_negated(parse, verb, objects, classes),
        auxiliaries=tuple(each.lower for each in _deps(parse, verb, {"aux"}) if each.tag != "TO"),
    )


def _of_object(parse: Parse, objects: Iterable[Token]) -> Token | None:
    """ "signalled its readiness to strike", "made calls to step down": the infinitive of the noun is the verb's."""
    below = (each for noun in objects if noun.pos == "NOUN" for each in _deps(parse, noun, {"acl"}))
    return next((each for each in below if has_to(parse, each)), None)


def _misplaced(parse: Parse, verb: Token) -> Token | None:
    """ "demanded in a text that soldiers leave": a whole clause that the parser hangs on the noun before it."""
    nouns = (noun for word in _deps(parse, verb, {"prep"}) for noun in _deps(parse, word, {"pobj"}))
    clauses = (each for noun in nouns for each in _deps(parse, noun, {"relcl", "acl"}))
    return next((each for each in clauses if child(parse, each, "mark") and child(parse, each, "nsubj")), None)


def _is_apart(parse: Parse, clause: Token, verb: Token) -> bool:
    """ "It failed; he says that it will not": what stands before the semicolon is not what he says."""
    return any(token.text == ";" for token in parse.tokens[clause.index + 1 : verb.index])


def has_to(parse: Parse, verb: Token) -> bool:
    """True of an infinitive with "to"."""
    return any(each.tag == "TO" and each.dep == "aux" for each in children(parse, verb))


def _is_infinitive(parse: Parse, token: Token) -> bool:
    """ "urged Russia to leave", "let the convoy pass", "asked for the army to leave"."""
    if token.dep in {"xcomp", "ccomp"}:
        return has_to(parse, token) or (token.tag == "VB" and child(parse, token, "aux", "mark") is None)
    return token.dep == "advcl" and has_to(parse, token) and child(parse, token, "mark") is not None


def _is_predicate(parse: Parse, token: Token) -> bool:
    """ "called the raid a mistake", "considers the deal dead": what is said of the object."""
    if token.dep == "oprd":
        return True
    return token.dep == "ccomp" and token.pos in {"ADJ", "NOUN"} and child(parse, token, "cop", "aux", "mark") is None


def _behind_object(parse: Parse, objects: Iterable[Token]) -> Token | None:
    """ "called the charges baseless", "called her son her hero": the parser hangs it on the object."""
    return next(
        (
            each
            for noun in objects
            for each in children(parse, noun)
            if each.index > noun.index
            and ((each.dep == "acl" and each.tag == "JJ") or each.dep in {"appos", "amod"})
            and parse.tokens[each.index - 1].text != ","
            and not any(parse.tokens[place].text == "," for place in range(noun.index, each.index))
        ),
        None,
    )


def _objects(parse: Parse, verb: Token, infinitive: Token | None, *, passive: bool) -> Iterator[Token]:
    above = head(parse, verb)
    if passive:
        found = [_antecedent(parse, verb, each) for each in _deps(parse, verb, {"nsubjpass"})]
        yield from found
        if not found and above is not None and verb.dep == "acl":
            yield above
        elif not found and above is not None and verb.dep == "conj":
            yield from _deps(parse, above, {"nsubjpass"})
        return
    own = [_antecedent(parse, verb, each) for each in _deps(parse, verb, {"dobj"})]
    if not own and above is not None and _is_about(parse, verb):
        own = [above]
    yield from own
    if infinitive is not None and infinitive.dep in {"ccomp", "advcl"}:
        yield from _deps(parse, infinitive, SUBJECTS)  # "urged Russia to leave": Russia is who is urged


def _is_about(parse: Parse, verb: Token) -> bool:
    """ "an idea Washington has turned down": what is turned down is the idea."""
    below = list(children(parse, verb))
    return (
        verb.dep == "relcl"
        and any(each.dep == "nsubj" and each.tag not in _RELATIVE for each in below)
        and not any(each.tag in {*_RELATIVE, "WRB"} or each.dep in {"xcomp", "ccomp", "mark"} for each in below)
    )


def _of_noun(parse: Parse, noun: Token, classes: NounClasses) -> Clause:
    owners = [each for each in children(parse, noun) if _is_owner(each)]
    prepositions = list(_prepositions(parse, [noun]))
    agents = [token for word, token in prepositions if word in classes.by]
    return Clause(
        trigger=noun,
        subjects=_spelled_out(parse, [*owners, *agents]),
        objects=tuple(token for word, token in prepositions if word in classes.of),
        prepositions=tuple(each for each in prepositions if each[0] not in classes.by),
        infinitive=next((each for each in children(parse, noun) if each.dep == "acl" and each.tag == "VB"), None),
        content=next((each for each in children(parse, noun) if each.dep == "acl" and each.tag != "VB"), None),
        negated=any(each.lower in classes.no for each in children(parse, noun) if each.dep == "det"),
    )


def _is_owner(token: Token) -> bool:
    """ "Lavrov's talks", "Russian strikes", "US pressure"."""
    if token.dep == "poss":
        return True
    return (
        token.dep in {"amod", "compound", "nmod"} and token.text[:1].isupper() and token.pos in {"ADJ", "PROPN", "NOUN"}
    )


def _of_adjective(parse: Parse, adjective: Token) -> Clause:
    above = head(parse, adjective)
    verb = above if above is not None and above.pos in {"VERB", "AUX"} else None
    subjects = [_antecedent(parse, verb, each) for each in _deps(parse, verb, SUBJECTS)] if verb else []
    governors = [adjective] if verb is None else [adjective, verb]
    return Clause(
        trigger=adjective,
        subjects=_spelled_out(parse, subjects),
        prepositions=tuple(_prepositions(parse, [adjective])),
        infinitive=next(
            (each for one in governors for each in children(parse, one) if _is_infinitive(parse, each)), None
        ),
        content=next((each for each in children(parse, adjective) if each.dep == "ccomp"), None),
        negated=verb is not None and any(each.dep == "neg" for each in children(parse, verb)),
        auxiliaries=tuple(each.lower for each in _deps(parse, verb, {"aux"})) if verb else (),
    )


def _prepositions(parse: Parse, governors: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    for governor in governors:
        below = list(children(parse, governor))
        beyond = [each for word in below if word.dep in {"advmod", "prt"} for each in children(parse, word)]
        for word in (*below, *beyond):  # "stayed away from the summit"
            if word.dep not in {"prep", "dative"} or word.pos not in {"ADP", "SCONJ", "VERB"}:
                continue
            for inner in children(parse, word):
                if inner.dep in {"pobj", "pcomp"}:
                    yield from ((word.lower, each) for each in _spelled_out(parse, [inner]))
                elif inner.dep == "prep":  # "from under", "out of"
                    yield from ((inner.lower, each) for each in _spelled_out(parse, _deps(parse, inner, {"pobj"})))


def _is_negated(parse: Parse, verb: Token, objects: Iterable[Token], classes: NounClasses) -> bool:
    if any(each.dep == "neg" for each in children(parse, verb)):
        return True
    above = head(parse, verb)
    if any(
        each.dep == "preconj" and each.lower in classes.no for each in (*children(parse, verb), *_joined(parse, verb))
    ):
        return True
    if verb.dep == "pcomp" and above is not None and above.lower in classes.without:
        return True
    subjects = _deps(parse, verb, SUBJECTS | {"nsubjpass"})
    reached = [each for word in _deps(parse, verb, {"prep", "dative"}) for each in _deps(parse, word, {"pobj"})]
    if any(each.lower in classes.nobody for each in (*subjects, *reached, *_deps(parse, verb, {"dobj"}))):
        return True
    nouns = [*objects, *subjects]
    return any(
        each.dep in {"det", "preconj"} and each.lower in classes.no for noun in nouns for each in children(parse, noun)
    )


def _joined(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """What stands on the first of coordinated verbs: "neither claimed nor denied"."""
    above = head(parse, verb)
    return tuple(children(parse, above)) if verb.dep == "conj" and above is not None else ()


def _antecedent(parse: Parse, verb: Token, token: Token) -> Token:
    """ "the troops who left": who left are the troops."""
    above = head(parse, verb)
    if token.tag in _RELATIVE and verb.dep == "relcl" and above is not None:
        return above
    return token


def _spelled_out(parse: Parse, tokens: Iterable[Token]) -> tuple[Token, ...]:
    seen: dict[int, Token] = {}
    for token in tokens:
        for each in conjuncts(parse, token):
            seen[each.index] = each
    return tuple(seen[index] for index in sorted(seen))


def _deps(parse: Parse, token: Token, deps: set[str]) -> list[Token]:
    tokens = parse.tokens
    return [tokens[index] for index in parse.children[token.index] if tokens[index].dep in deps]
