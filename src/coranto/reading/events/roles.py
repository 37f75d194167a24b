"""Who did it and to whom: spans of the text, and the actors they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ...knowledge.events import EventFrame
from ...model.span import Span
from ..frames import Clause, clause_of, lemmas_of, subjects_of
from ..tree import Token, ancestors, children, conjuncts, head
from ..who import noun_phrase
from .act import Act
from .coding import is_weapon
from .ground import Ground
from .hosts import Hosts
from .passing import governor_of
from .status import speaker_token

PARTIES = {"PERSON", "NORP", "GPE", "ORG"}  # names that the parser takes for a party
_SPOKEN = {"none to come", "said future"}
_CLAUSES = {"relcl", "acl", "advcl"}
_AIMS = {"advcl", "xcomp", "conj"}
DEEPEST = 2  # phrases inside phrases that are looked through for an actor


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """The two sides of an act: actor ids, and the spans they were read from; and what it was done with.

    `somebody` is false when neither side is a party, as where oil retreats and clouds leave.
    """

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    instrument: Span | None = None
    somebody: bool = True


class _Side(msgspec.Struct, frozen=True):
    """The tokens of one side, each with the actors it stands for."""

    found: tuple[tuple[Token, tuple[str, ...]], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for _, actors in self.found for each in actors))

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for token, _ in self.found)


def find_roles(ground: Ground, act: Act, hosts: Hosts) -> Roles:
    """The sides of an act; a side whose actor is not known still has its span."""
    finder = _Finder(ground, act, hosts)
    doers = finder.doers()
    others = finder.others(doers)
    if act.match.frame.swap or _is_headline_passive(ground, act):
        doers, others = others, doers
    if act.why == "required":  # "said that Sudan must return it": the speaker asks, Sudan is asked
        speaker = speaker_token(ground, act.clause)
        doers, others = finder.side(conjuncts(ground.parse, speaker) if speaker else ()), doers
    if act.why in _SPOKEN:  # "said there will be no programme", "said that they will be killed": the speaker acts
        speaker = speaker_token(ground, act.clause)
        doers = finder.side(conjuncts(ground.parse, speaker) if speaker else ())
    if act.match.frame.both:
        doers, others = _Side((*doers.found, *others.found)), _Side()
    return _roles(ground, doers, others, finder.instrument())


def _roles(ground: Ground, doers: _Side, others: _Side, instrument: Token | None) -> Roles:
    actors, own = doers.ids, {token.index for token in doers.tokens}
    spans = [token for token in others.tokens if token.index not in own]
    return Roles(
        actors=actors,
        recipients=tuple(each for each in others.ids if each not in actors),
        actor_spans=tuple(noun_phrase(ground.parse, token, ground.classes) for token in doers.tokens),
        recipient_spans=tuple(noun_phrase(ground.parse, token, ground.classes) for token in spans),
        instrument=noun_phrase(ground.parse, instrument, ground.classes) if instrument is not None else None,
        somebody=not doers.tokens or any(_is_party(ground, each) for each in (*doers.found, *others.found)),
    )


def _is_party(ground: Ground, found: tuple[Token, tuple[str, ...]]) -> bool:
    token, actors = found
    if actors or token.entity in PARTIES:
        return True
    classes = (
        ground.classes.classes[name]
        for name in (*ground.knowledge.modality.parties, *ground.knowledge.modality.happenings)
    )
    lemmas = lemmas_of(ground.parse, token)
    return any(lemma in words for words in classes for lemma in lemmas)


def _is_headline_passive(ground: Ground, act: Act) -> bool:
    """ "Clinic hit near the front": a headline leaves out "was", so who seems to act has suffered."""
    clause, trigger = act.clause, act.clause.trigger
    passage = ground.passages[ground.parse.sentences[trigger.sentence].passage]
    if passage.kind not in {"headline", "deck"} or act.type not in ground.knowledge.modality.suffered_in_headlines:
        return False
    return trigger.tag in {"VBD", "VBN"} and not clause.objects and not clause.auxiliaries and not clause.passive


class _Finder:
    """Looks for the sides of one act."""

    def __init__(self, ground: Ground, act: Act, hosts: Hosts) -> None:
        self.ground, self.act, self.hosts = ground, act, hosts
        self.hosted = act.type in ground.knowledge.modality.hosted
        self.own: frozenset[str] = frozenset()

    def doers(self) -> _Side:
        """Who acts: the subject; of a thing that demands, whoever issued it; never a weapon."""
        subjects = self.act.clause.subjects
        side = self.side(token for token in subjects if not is_weapon(self.ground, token))
        if not subjects and self.act.type in self.ground.knowledge.modality.occasions:
            side = self._taking_part()
        if side.ids or self.act.clause.trigger.pos in {"NOUN", "ADJ"}:
            return side
        owners_or_issuers = (self.side(subjects), self.side(self._issuers()))  # whose missile, whose declaration
        return next((each for each in owners_or_issuers if each.ids), side)

    def _taking_part(self) -> _Side:
        """ "spoke after talks with the minister", "Merkel, on a visit to Washington": who the occasion is told of."""
        above = governor_of(self.ground, self.act.clause.trigger)
        if above is None:
            return _Side()
        verbal = above.pos in {"VERB", "AUX"}
        return self.side(subjects_of(self.ground.parse, above, self.ground.classes) if verbal else [above])

    def _issuers(self) -> Sequence[Token]:
        """ "issued a declaration demanding": who issued it demands."""
        trigger, parse = self.act.clause.trigger, self.ground.parse
        noun = head(parse, trigger)
        if trigger.dep != "acl" or trigger.tag != "VBG" or noun is None:
            return ()
        verb = next((each for each in ancestors(parse, noun) if each.pos == "VERB"), None)
        return subjects_of(parse, verb, self.ground.classes) if verb is not None and noun.dep == "dobj" else ()

    def others(self, doers: _Side) -> _Side:
        """The other side: the first place of the frame's order that holds an actor, else the first that holds words."""
        self.own = frozenset(doers.ids)
        sides = list(self._sides(self.act.clause, self.act.match.frame))
        known = next((side for side in sides if self._is_other(side)), None)
        if known is not None:
            return known
        for look in (self._of_content, self._of_aim, self._of_rest):
            inner = look()
            if self._is_other(inner):
                return inner
        return next((side for side in sides if any(token.tag != "PRP$" for token in side.tokens)), _Side())

    def _of_rest(self) -> _Side:
        """ "called for urgent reforms in the politics of Sweden": the first party or country further down."""
        clause, parse = self.act.clause, self.ground.parse
        if self.act.type not in self.ground.knowledge.modality.deep:
            return _Side()
        below = [*clause.objects, *(token for _, token in clause.prepositions)]
        for token in below:
            side = self.side([token], places=True)
            if self._is_other(side):
                return side
            below.extend(each for each in children(parse, token) if each.dep not in _CLAUSES)
        return _Side()

    def _is_other(self, side: _Side) -> bool:
        return not set(side.ids) <= self.own

    def _of_aim(self) -> _Side:
        """ "marched to demand reforms from Tunis", "threatened war unless Israel withdraws": whom it is aimed at."""
        act, parse, modality = self.act, self.ground.parse, self.ground.knowledge.modality
        if act.type not in modality.aimed:
            return _Side()
        tops = [each for each in (act.clause.trigger, act.clause.infinitive) if each is not None]
        for verb in (each for top in tops for each in children(parse, top) if each.dep in _AIMS and each.pos == "VERB"):
            clause = clause_of(parse, verb, self.ground.classes)
            own = self.side(each for each in children(parse, verb) if each.dep in {"nsubj", "nsubjpass"})
            sides = (own, *self._sides(clause, None), *(self.side([token]) for _, token in clause.prepositions))
            for side in sides:
                if self._is_other(side):
                    return side
        return self.side(token for word, token in act.clause.prepositions if word in modality.about)

    def _of_content(self) -> _Side:
        """ "promised to send aid to Mali", "demanded that Serbia withdraw": whom the content concerns."""
        act, modality = self.act, self.ground.knowledge.modality
        content = act.content
        if act.type not in modality.content_status or act.inside is not None:
            return _Side()
        below = [each for each in (act.clause.infinitive, act.clause.content) if each is not None]
        clauses = [content.clause] if content else []
        clauses += [clause_of(self.ground.parse, each, self.ground.classes) for each in below]
        for clause in clauses:
            if act.type in modality.asks:
                side = self.side(clause.subjects)
                if self._is_other(side):
                    return side
            frame = content.frame if content is not None and clause is content.clause else None
            for side in self._sides(clause, frame):
                if self._is_other(side):
                    return side
        return _Side()

    def _sides(self, clause: Clause, frame: EventFrame | None) -> Iterator[_Side]:
        modality = self.ground.knowledge.modality
        verbal = clause.trigger.pos in {"VERB", "AUX"}
        given = frame.recipient if frame is not None else ()
        order = given or (modality.recipients_of_verbs if verbal else modality.recipients_of_nouns)
        if given and "object" not in given and frame is not None and not frame.object:
            order = (*order, "object")
        for place in order:
            yield self.side(self._at(clause, place), places=self.hosted or place in modality.befalls)

    def _at(self, clause: Clause, place: str) -> Iterator[Token]:
        if place == "object":
            yield from clause.objects
        elif place == "indirect":
            yield from clause.indirect
        elif place == "owner":
            for token in clause.objects:
                inner = clause_of(self.ground.parse, token, self.ground.classes)
                yield from inner.subjects or inner.objects
        else:
            yield from (token for word, token in clause.prepositions if word == place)

    def side(self, tokens: Iterable[Token], *, places: bool = False) -> _Side:
        """Each token, or the actor inside it: "rejected a US request" is to the US; with `places` they count too."""
        found: dict[int, tuple[Token, tuple[str, ...]]] = {}
        for token in tokens:
            for each, actors in self._inside(token, places=places) or [(token, ())]:
                if not _is_time(each):
                    found.setdefault(each.index, (each, actors))
        return _Side(tuple(found.values()))

    def _inside(self, token: Token, depth: int = 0, *, places: bool = False) -> list[tuple[Token, tuple[str, ...]]]:
        own = self.ground.who.all_at(token)
        if own:
            return [(token, own)]
        government = self.hosts.government_at(token) if places and self.hosted else None
        if government is not None and government not in self.own:
            return [(token, (government,))]
        place = self.hosts.place_at(token) if places and not self.hosted else None
        if place is not None:
            return [(token, (place,))]
        if depth > DEEPEST:
            return []
        clause = clause_of(self.ground.parse, token, self.ground.classes)
        for group in (clause.subjects, clause.objects, tuple(each for _, each in clause.prepositions)):
            found = [each for one in group for each in self._inside(one, depth + 1, places=places)]
            if found:
                return found
        return []

    def instrument(self) -> Token | None:
        """What it was done with: the bomb that killed, "with machetes"."""
        clause, modality = self.act.clause, self.ground.knowledge.modality
        if self.act.type not in modality.armed:
            return None
        behind = (token for word, token in clause.prepositions if word in modality.with_)
        near = (*clause.subjects, *clause.objects, *behind)
        return next((token for token in near if is_weapon(self.ground, token)), None)


def _is_time(token: Token) -> bool:
    return token.entity in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"} and token.pos != "PRON"
