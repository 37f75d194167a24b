"""A report looked through for whom its news comes from: statements, cues beside names, things shown, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from ..knowledge.folding import fold
from ..knowledge.origins import OriginKnowledge, load_origins
from ..model.reading import Actor, Reading, Statement
from ..model.span import Span, overlaps
from .naming import Named, bare, body_in, proper, spoken_for, unique
from .origins import Origin, Origins
from .words import sentence_ends

LANGUAGE = "en"
BEFORE = 80  # characters before a name in which its cue stands
AT_FIRST = 2  # words before the first mention of a sentence that begins with it: ". A"
TOP = 400  # characters at the top in which a dateline stands, and at the end in which a credit does
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z-]+ ){1,3}$")
_PRESS = "JRN"
_LONG_AGO = re.compile(r"^(\d{4}|XXXX|\d{3})(-\d\d|-W\d\d|-\w\w)?$")

_NO_NEWS = {"belief/belief infinitive"}  # "drivers had refused to go on"


def origins_of(reading: Reading) -> Origins:
    """Whom the news of a report comes from."""
    return _Search(reading, load_origins(LANGUAGE)).origins()


class _Search:
    """One report looked through."""

    def __init__(self, reading: Reading, known: OriginKnowledge) -> None:
        self.reading, self.known = reading, known
        self.text = reading.report.text
        self.actors = {actor.id: actor for actor in reading.actors}
        self.found: dict[str, Origin] = {}
        self.of_statement: dict[str, list[str]] = {}
        self.carriers: list[Span] = []

    @cached_property
    def named(self) -> list[Named]:
        """Every name and role in the order of the text."""
        mentions = [
            Named(actor, each)
            for actor in self.reading.actors
            for each in actor.mentions
            if each.form in {"name", "role", "metonym"}
        ]
        return sorted(mentions, key=lambda each: (each.mention.start, -each.mention.end))

    @cached_property
    def ends(self) -> list[int]:
        """Where the sentences of the text end."""
        return sentence_ends(self.text)

    def origins(self) -> Origins:
        """All that the report says of whom its news comes from."""
        self._carriers()
        self._statements()
        self._cued()
        self._quoted()
        self._things()
        self._colons()
        credited = self._credits()
        if credited is not None and not self.found:
            self._add(credited, ())
        outlet = self.reading.report.outlet
        unattributed = credited or Origin(
            key=f"outlet:{fold(outlet) if outlet else self.reading.report.id}", name=outlet or "", kind="outlet"
        )
        if unattributed.key not in self.found:
            self.found[unattributed.key] = msgspec.structs.replace(unattributed, kind="outlet")
        return Origins(
            all=tuple(self.found.values()),
            of_statement={statement: tuple(dict.fromkeys(keys)) for statement, keys in self.of_statement.items()},
            unattributed=unattributed.key,
        )

    def _carriers(self) -> None:
        """Press that something was told to, or that carried another's words."""
        for one in self.named:
            if self._press(one.actor) and self.known.carrier_after.search(self._before(one.mention)):
                self.carriers.append(one.mention)
        for statement in self.reading.statements:
            addressee = statement.addressee
            actor = self.actors.get(addressee.actor or "") if addressee else None
            if addressee and addressee.span and actor is not None and self._press(actor):
                self.carriers.append(addressee.span)

    def _statements(self) -> None:
        inside = {each.inside for each in self.reading.statements if each.inside and each.form == "says"}
        spoken = [each for each in self.reading.statements if each.form == "says" and self._tells(each)]
        for statement in spoken:
            if statement.id in inside and self._hands_on(statement):
                continue  # only passed on: the one inside speaks
            keys = [origin.key for origin in self._speakers(statement)]
            self.of_statement[statement.id] = keys
        for statement in spoken:  # what a carrier hands on has the origins of the statement inside it
            if statement.id not in self.of_statement:
                within = [each for each in spoken if each.inside == statement.id]
                self.of_statement[statement.id] = [key for each in within for key in self.of_statement.get(each.id, ())]

    def _speakers(self, statement: Statement) -> Iterator[Origin]:
        """Who speaks in a statement: the people quoted by the press beside it, else its speakers."""
        span = statement.speaker.span or statement.cue
        actors = [self.actors[each] for each in statement.speakers if each in self.actors]
        if span is None or (span in self.carriers and len(actors) <= 1):
            return
        if actors and all(self._press(actor) for actor in actors):
            handed = [one for one in self._in_sentence(span) if self._given(one) and one.actor not in actors]
            if handed:
                self.carriers.append(span)
                yield from (self._add(self._origin(one.actor, one.mention), (span.text,)) for one in handed)
                return
        if not actors:
            thing = self._thing(span)
            first = self._first(span) if thing is None else None
            said = self._add(self._origin(first.actor, first.mention), ()) if first else thing
            yield from (said,) if said is not None else ()
        for actor in actors:
            mention = self._mention(actor, span)
            if not self._stands_for_another(Named(actor, mention)):
                yield self._add(self._origin(actor, mention), self._told(statement))

    def _first(self, span: Span) -> Named | None:
        """Who begins the sentence, if it is somebody: "A spokesman called that figure invented and said"."""
        start = max((end for end in self.ends if end < span.start), default=0)
        beside = [one for one in self._in_sentence(span) if one.mention.start < span.start]
        return beside[0] if beside and len(self.text[start : beside[0].mention.start].split()) <= AT_FIRST else None

    def _cued(self) -> None:
        """Names behind "quoting", or before "reported the arrest of"."""
        for one in self.named:
            behind = self._subject(one.mention) and self.known.origin_before.match(self.text, one.mention.end)
            if self._stands_for_another(one) or (behind and not self._given(one) and self._told_before(one.mention)):
                continue
            if (self._given(one) or behind) and not self._known_already(one.mention) and not self._carries(one.mention):
                beside = {(each.mention.start, each.mention.end) for each in self._in_sentence(one.mention)}
                carriers = [each.text for each in self.carriers if (each.start, each.end) in beside]
                self._add(self._origin(one.actor, one.mention), tuple(carriers))

    def _subject(self, mention: Span) -> bool:
        """True unless the name hangs on a preposition: of "a deserter from a regiment told" the deserter tells."""
        return not self.known.hanging.search(self.text[max(0, mention.start - 12) : mention.start])

    def _told_before(self, mention: Span) -> bool:
        """True when somebody named earlier in the sentence already tells: "JNIM, the al-Qaeda affiliate, claimed"."""
        start = max((end for end in self.ends if end <= mention.start), default=0)
        start = max(start, self.text.rfind(";", 0, mention.start))
        return any(start <= each.start < mention.start for origin in self.found.values() for each in origin.evidence)

    def _stands_for_another(self, one: Named) -> bool:
        """ "The group added": a body that is only described, where a named one already speaks."""
        words = fold(one.mention.text).split()
        nameless = one.actor.kind not in {"person", "people"} and not any(
            each.form == "name" for each in one.actor.mentions
        )
        before = fold(self.text[max(0, one.mention.start - 5) : one.mention.start]).split()
        definite = words[0] in self.known.articles or (bool(before) and before[-1] in self.known.articles)
        return nameless and definite and len(words) <= 2 and any(each.kind == "named" for each in self.found.values())

    def _quoted(self) -> None:
        """Somebody quoted "as saying", whom no statement and no mention has."""
        for match in (each for pattern in self.known.quoted for each in pattern.finditer(self.text)):
            span = Span(match.start("name"), match.end("name"), match["name"])
            if not self._known_already(span):
                one = next((each for each in self.named if overlaps(each.mention, span)), None)
                role = Origin(key=f"role:{fold(span.text.split()[-1])}", name=span.text, kind="role", evidence=(span,))
                beside = tuple(each.mention.text for each in self._in_sentence(span) if self._press(each.actor))
                self._add(self._origin(one.actor, one.mention) if one else role, beside)

    def _things(self) -> None:
        """Footage, images and papers that show something, where no statement has them."""
        for match in self.known.shown.finditer(self.text):
            described = _WORDS_BEFORE.search(self.text, max(0, match.start() - BEFORE), match.start())
            start = described.start() if described else match.start()
            span = Span(start, match.end(), self.text[start : match.end()])
            if not self._known_already(span) and not any(overlaps(span, each.mention) for each in self.named):
                self._thing(span)

    def _thing(self, span: Span) -> Origin | None:
        """Whoever made or released it, else the thing itself."""
        words = [fold(word) for word in span.text.split()]
        if not words or words[-1] not in self.known.things or words[0] in self.known.negated:
            return None
        rest = self.text[span.end : self._end(span.end)]
        for one in self._in_sentence(span):
            between = self.text[span.end : one.mention.start]
            if span.end <= one.mention.start < span.end + BEFORE and self.known.owned.search(between) and rest:
                if self._press(one.actor) and self.known.carrier_after.search(between):
                    self.carriers.append(one.mention)
                    continue
                return self._add(self._origin(one.actor, one.mention), ())
        return self._add(Origin(key=f"role:{words[-1]}", name=span.text, kind="role", evidence=(span,)), ())

    def _colons(self) -> None:
        for match in self.known.colon.finditer(self.text):
            span = Span(match.start("name"), match.end("name"), match["name"])
            if not self._known_already(span):
                one = next((each for each in self.named if overlaps(each.mention, span)), None)
                named = self._origin(one.actor, one.mention) if one else None
                self._add(
                    named or Origin(key=f"role:{fold(span.text)}", name=span.text, kind="role", evidence=(span,)), ()
                )

    def _credits(self) -> Origin | None:
        """The agency that the report credits; a source in a last line is an origin of its own."""
        end = max(0, len(self.text) - TOP)
        for pattern in self.known.sources:
            for match in pattern.finditer(self.text, end):
                self._add(self._credited(match), ())
        found = self.known.datelines.search(self.text, 0, TOP)
        for pattern in self.known.credits:
            found = found or pattern.search(self.text, end)
        return self._credited(found) if found else None

    def _credited(self, match: re.Match[str]) -> Origin:
        span = Span(match.start("name"), match.end("name"), match["name"])
        one = next((each for each in self.named if overlaps(each.mention, span)), None)
        if one is not None:
            return self._origin(one.actor, one.mention)
        return Origin(key=f"name:{fold(span.text)}", name=span.text, kind="named", evidence=(span,))

    def _origin(self, actor: Actor, mention: Span) -> Origin:
        """An actor as an origin: by name, or by what kind of people it is."""
        words = [fold(word) for word in mention.text.split()]
        if (
            self.known.spokesmen & set(words)
            and (body := spoken_for(actor, mention, self.text, self.named, self.known)) is not None
        ):
            evidence = (Span(mention.start, mention.end, mention.text),)
            return msgspec.structs.replace(self._origin(body.actor, body.mention), evidence=evidence)
        if actor.basis == "report" and (name := body_in(actor.name, self.known)) is not None:
            evidence = (Span(mention.start, mention.end, mention.text),)
            return Origin(key=f"name:{fold(name)}", name=name, kind="named", evidence=evidence)
        has_name = actor.basis != "report" or any(each.form in {"name", "metonym"} for each in actor.mentions)
        organised = actor.kind not in {"person", "people"}
        if actor.basis != "report":
            key, named = actor.id, True
        elif has_name or organised:
            several = (
                organised
                and not has_name
                and (words[0] in self.known.indefinite or bare(mention, self.text, self.known))
            )
            key, named = f"name:{fold(proper(actor.name))}", not several
        elif actor.kind == "person" and unique(mention, self.text, self.known):
            key, named = f"name:{actor.country or ''}:{fold(actor.name)}", True
        else:
            key, named = f"role:{'+'.join(actor.sectors).lower() or fold(actor.name)}", False
        name = proper(actor.name) if organised else actor.name
        if actor.kind == "person" and not actor.public_role and has_name:  # no name and no identity across reports
            key, name = f"private:{actor.id}", next((role.title for role in actor.roles), "")
        interested = bool({"GOV", "MIL", "REB", "PRM", "OPP", "COP"} & set(actor.sectors))
        return Origin(
            key=key,
            name=name,
            kind="named" if named else "role",
            evidence=(Span(mention.start, mention.end, mention.text),),
            interested=interested,
        )

    def _add(self, origin: Origin, carriers: tuple[str, ...]) -> Origin:
        there = self.found.get(origin.key)
        evidence = (*there.evidence, *origin.evidence) if there else origin.evidence
        handed = (*there.carriers, *carriers) if there else carriers
        merged = msgspec.structs.replace(
            there or origin, evidence=tuple(dict.fromkeys(evidence)), carriers=tuple(dict.fromkeys(handed))
        )
        self.found[origin.key] = merged
        return merged

    def _hands_on(self, statement: Statement) -> bool:
        actors = [self.actors[each] for each in statement.speakers if each in self.actors]
        return bool(actors) and all(self._press(actor) for actor in actors)

    def _told(self, statement: Statement) -> tuple[str, ...]:
        span = statement.addressee.span if statement.addressee else None
        return (span.text,) if span is not None and span in self.carriers else ()

    def _tells(self, statement: Statement) -> bool:
        """False of a question and of what somebody will not do; and of a remark of another year or month, recalled."""
        if statement.polarity == "asks" or statement.rule in _NO_NEWS:
            return False
        time = self.reading.times[statement.time] if statement.time is not None else None
        return time is None or time.value is None or not _LONG_AGO.match(time.value)

    def _given(self, one: Named) -> bool:
        return bool(self.known.origin_after.search(self._before(one.mention)))

    def _carries(self, span: Span) -> bool:
        return any(overlaps(span, each) for each in self.carriers)

    def _known_already(self, span: Span) -> bool:
        return any(overlaps(span, each) for origin in self.found.values() for each in origin.evidence)

    def _mention(self, actor: Actor, span: Span) -> Span:
        """The words of the actor at a place, else the place itself."""
        return next((each for each in actor.mentions if each.form != "pronoun" and overlaps(each, span)), None) or next(
            (each for each in actor.mentions if each.form != "pronoun"), span
        )

    def _in_sentence(self, span: Span) -> Iterator[Named]:
        start = max((end for end in self.ends if end <= span.start), default=0)
        end = self._end(span.start)
        return (each for each in self.named if start <= each.mention.start < end and not overlaps(each.mention, span))

    def _end(self, place: int) -> int:
        return next(end for end in self.ends if end >= place)

    def _before(self, span: Span) -> str:
        start = max((end for end in self.ends if end <= span.start), default=0)
        return self.text[max(start, span.start - BEFORE) : span.start]

    def _press(self, actor: Actor) -> bool:
        return _PRESS in actor.sectors
