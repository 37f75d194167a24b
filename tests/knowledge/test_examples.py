"""Every example of every knowledge file is run; a file whose examples nobody runs fails the suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from coranto.knowledge.actors import ActorExample, load_actors
from coranto.knowledge.crosswalk import load_context_words, load_crosswalk
from coranto.knowledge.dating import load_dating
from coranto.knowledge.events import load_events
from coranto.knowledge.figures import FigureExample, load_figures
from coranto.knowledge.hedges import load_phrases
from coranto.knowledge.linking import LinkingExample, load_linking
from coranto.knowledge.load import DATA, data_files, name_of
from coranto.knowledge.origins import OriginExample, load_origins
from coranto.knowledge.passages import load_passages
from coranto.knowledge.phrases import Index, Phrases, build_index
from coranto.knowledge.places import PlaceExample, load_places
from coranto.knowledge.positions import load_positions
from coranto.knowledge.statements import Attribution, CueKind, Silence, load_attributions, load_statements
from coranto.knowledge.times import load_times
from coranto.linking import origins_of
from coranto.linking.slots import counted, found
from coranto.model.reading import Reading
from coranto.pipeline import Ready, read_batch
from coranto.reading.passages import find_passages
from coranto.reading.phrases import lines_of, occurrences, words_between
from coranto.reading.times import find_times
from coranto.sources import Given, read_string

AS_OF = "2018-08-27"
PLACES_OF_EVENTS = ("place an event goes to", "place an event befalls")  # sides that only the act makes of a place
WITHOUT_EXAMPLES = {
    "conflicts.yml": "a table of dates, each checked when it is loaded",
    "observances.yml": "tests/knowledge/test_calendars",
    "licences.yml": "attributions, compared with NOTICE",
    "pipelines.yml": "hashes, compared with the installed pipelines",
    "places/countries.yml": "a table, checked in test_countries",
    "places/provinces.yml": "a table, checked in test_sites",
    "places/demonyms.yml": "a table, checked in test_sites",
    "places/areas.tsv.gz": "made by tools/gazetteer, checked in test_sites",
    **{
        f"places/sites/{path.name}": "a table, checked in test_sites"
        for path in (DATA / "places" / "sites").glob("*.yml")
    },
    "languages/en/places/common_words.txt": "made by tools/gazetteer, run by tests/reading/test_places",
    "actors/given_names.yml": "a table, checked in test_actor_files",
    **{
        path.relative_to(DATA).as_posix(): "a table, checked in test_actor_files"
        for path in (DATA / "actors").glob("*/*.yml")
    },
    "languages/en/actors/person_nouns.txt": "made by tools/people, run by tests/reading/test_people",
    "languages/en/numbers.yml": "doctests of coranto.knowledge.numbers",
    "languages/en/noun_classes.yml": "run by the frames that name the classes",
    "languages/en/events/modality.yml": "tests/reading/test_events",
    "cameo/codes.yml": "a table, checked below",
    "cameo/defaults.yml": "a table, checked below",
    "cameo/contents.yml": "a table, checked when it is loaded and below",
    "languages/en/times/words.yml": "run by the rules that name the lists",
    "languages/en/times/cues.yml": "run by the rules whose values they decide",
    "languages/en/brief/phrases.yml": "tests/brief",
    "languages/en/lemmas.yml": "tests/reading/test_statements",
    "languages/en/statements/statements.yml": "its silences below, its words by tests/reading/test_statements",
}


_READ: dict[tuple[str, ...], dict[str, Reading]] = {}


def readings(ready: Ready, sentences: tuple[str, ...]) -> dict[str, Reading]:
    """The readings of sentences, parsed together, once."""
    if sentences not in _READ:
        _READ[sentences] = _readings(ready, sentences)
    return _READ[sentences]


def _readings(ready: Ready, sentences: tuple[str, ...]) -> dict[str, Reading]:
    captured = [read_string(sentence, Given(published=AS_OF)) for sentence in sentences]
    found = {}
    for start in range(0, len(captured), 64):
        for read in read_batch(ready, captured[start : start + 64]):
            assert isinstance(read.outcome, Reading)
            found[read.outcome.report.text] = read.outcome
    return found


# ---- times


TIME_RULES = [rule.entry for rule in (*load_times("en").rules, *load_times("en").joins)]


@pytest.mark.parametrize("rule", TIME_RULES, ids=lambda rule: rule.name)
def test_time_rule_finds_its_examples(rule, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    sentences = tuple(example.text for each in TIME_RULES for example in each.examples)
    found = readings(ready, sentences)
    for example in rule.examples:
        values = {time.text: time.value for time in found[example.text].times}
        assert values.get(example.finds, "not found") == (example.value or None), example.text


@pytest.mark.parametrize("rule", [rule for rule in TIME_RULES if rule.not_], ids=lambda rule: rule.name)
def test_time_rule_leaves_its_false_friends(rule, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    sentences = tuple(text for each in TIME_RULES for text in each.not_)
    for text in rule.not_:
        rules = {time.rule.split(" (")[0] for time in readings(ready, sentences)[text].times}
        assert rule.name not in rules, text


# ---- passages, dating and silences: patterns


def fits(look: Callable[[str], object], text: str) -> bool:
    return look(text) is not None


def is_silence(silence: Silence, look: Callable[[str], object], text: str) -> bool:
    return silence.is_likely(text.lower()) and look(text) is not None


def patterns() -> Iterator[tuple[str, Callable[[str], bool], tuple[str, ...], tuple[str, ...]]]:
    known = load_passages("en")
    for shape in (*known.shapes, *known.notices):
        look = shape.pattern.match if shape.entry.prefix else shape.pattern.fullmatch
        yield shape.entry.name, partial(fits, look), shape.entry.examples, shape.entry.not_
    for count in load_dating("en").counts:
        yield count.entry.name, partial(fits, count.pattern.search), count.entry.examples, count.entry.not_
    for silence, compiled in load_statements("en").silences:
        yield silence.name, partial(is_silence, silence, compiled.search), silence.examples, silence.not_


@pytest.mark.parametrize(
    ("name", "fitting", "examples", "others"), list(patterns()), ids=[each[0] for each in patterns()]
)
def test_pattern_fits_its_examples_only(
    name: str, fitting: Callable[[str], bool], examples: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert examples and others, name
    assert [text for text in examples if not fitting(text)] == []
    assert [text for text in others if fitting(text)] == []


# ---- events


EVENT_TYPES = load_events("en").types
EVENT_FRAMES = [frame for frame in load_events("en").frames if frame.examples or frame.not_]
EVENT_SENTENCES = tuple(
    dict.fromkeys(
        [text for frame in EVENT_FRAMES for text in (*frame.examples, *frame.not_)]
        + [text for kind in EVENT_TYPES.values() for text in kind.not_]
    )
)


@pytest.mark.parametrize("frame", EVENT_FRAMES, ids=lambda frame: f"{frame.type}/{frame.name}")
def test_event_frame_codes_its_examples_and_leaves_its_false_friends(frame, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    found = readings(ready, EVENT_SENTENCES)
    for text in frame.examples:
        coded = {(event.type, event.mode) for event in found[text].events}
        assert any(kind == frame.type and frame.mode in {None, mode} for kind, mode in coded), (text, coded)
    for text in frame.not_:
        rules = {event.rule.split(" (")[0] for event in found[text].events}
        assert f"{frame.type.lower()}/{frame.name}" not in rules, text


@pytest.mark.parametrize("kind", list(EVENT_TYPES.values()), ids=lambda kind: kind.type)
def test_event_type_leaves_neutral_sentences(kind, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    found = readings(ready, EVENT_SENTENCES)
    assert [text for text in kind.not_ if kind.type in {event.type for event in found[text].events}] == []


def test_every_event_type_has_twenty_examples_and_eight_counter_examples() -> None:
    for kind in EVENT_TYPES.values():
        assert sum(len(frame.examples) for frame in kind.frames) >= 20, kind.type
        assert len(kind.not_) + sum(len(frame.not_) for frame in kind.frames) >= 8, kind.type


@pytest.mark.parametrize("kind", list(EVENT_TYPES.values()), ids=lambda kind: kind.type)
def test_every_mode_of_an_event_type_is_coded_in_an_example(kind, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    found = readings(ready, EVENT_SENTENCES)
    coded = {
        event.mode
        for frame in kind.frames
        for text in frame.examples
        for event in found[text].events
        if event.type == kind.type
    }
    assert kind.modes.keys() - coded == set()


def test_every_code_a_frame_names_is_one_of_cameo() -> None:
    codes = load_crosswalk("en").codes
    assert {frame.cameo for frame in load_events("en").frames if frame.cameo} - codes.keys() == set()


def test_every_cameo_code_maps_to_a_type_and_mode_of_plover() -> None:
    for cameo, code in load_crosswalk("en").codes.items():
        assert code.type is None or code.type in EVENT_TYPES, cameo
        assert code.mode is None or (code.type and code.mode in EVENT_TYPES[code.type].modes), cameo


def test_every_type_and_mode_has_a_cameo_code() -> None:
    walk = load_crosswalk("en")
    for kind in EVENT_TYPES.values():
        for mode in (None, *kind.modes):
            assert walk.default(kind.type, mode, frozenset()) in walk.codes, (kind.type, mode)


CONTEXTS = load_context_words("en")


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.name)
def test_context_words_show_their_examples(context, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    sentences = tuple(text for each in CONTEXTS for text in (*each.examples, *each.not_))
    index = build_index([context])
    found = readings(ready, sentences)
    assert [text for text in context.examples if not shows(ready, found[text], index)] == []
    assert [text for text in context.not_ if shows(ready, found[text], index)] == []


def shows(ready: Ready, reading: Reading, index: Index) -> bool:
    [parse] = ready.tools.parser.parse([(reading.report.text, reading.passages)])
    return any(True for line in lines_of(parse, reading.passages) for _ in occurrences(line.words, index))


# ---- statements


CUE_FRAMES = [frame for frame in load_statements("en").frames if frame.examples]


@pytest.mark.parametrize("frame", CUE_FRAMES, ids=lambda frame: frame.name)
def test_cue_finds_its_speaker_and_content(frame, ready: Ready) -> None:  # type: ignore[no-untyped-def]
    found = readings(ready, tuple(example.text for each in CUE_FRAMES for example in each.examples))
    for example in frame.examples:
        said = [
            (statement.speaker.span.text, " ".join(part.text for part in statement.content))
            for statement in found[example.text].statements
            if statement.speaker.span
        ]
        assert any(example.speaker in who and example.content in what for who, what in said), (example.text, said)


ATTRIBUTIONS = load_attributions("en")
ATTRIBUTED = tuple(
    [kind.whole(example.text) for kind in ATTRIBUTIONS.classes for example in kind.examples]
    + [kind.whole(text) for kind in ATTRIBUTIONS.classes for text in kind.not_]
    + [example.text for example in ATTRIBUTIONS.silences]
    + list(ATTRIBUTIONS.not_silences)
)


def is_found(example: Attribution, reading: Reading) -> bool:
    """Half of the content's characters or more, as the scorer asks."""
    wanted: set[int] = set()
    for part in example.content:
        start = example.text.index(part)
        wanted |= set(range(start, start + len(part)))
    for statement in reading.statements:
        found = {at for part in statement.content for at in range(part.start, part.end)}
        if statement.form == "says" and len(found & wanted) >= 0.5 * len(found | wanted):
            return True
    return False


@pytest.mark.parametrize("kind", ATTRIBUTIONS.classes, ids=lambda kind: kind.name)
def test_class_of_cues_is_found_and_its_false_friends_are_left(kind: CueKind, ready: Ready) -> None:
    found = readings(ready, ATTRIBUTED)
    missed = [each.text for each in kind.examples if not is_found(each, found[kind.whole(each.text)])]
    assert len(kind.examples) >= 14 and len(kind.not_) >= 6
    assert len(missed) <= 0.35 * len(kind.examples), missed
    wrong = [text for text in kind.not_ if any(each.form == "says" for each in found[kind.whole(text)].statements)]
    assert len(wrong) <= 0.5 * len(kind.not_), wrong


def test_silences_are_found_and_noise_is_none(ready: Ready) -> None:
    found = readings(ready, ATTRIBUTED)
    missed = [
        example.text
        for example in ATTRIBUTIONS.silences
        if not any(each.form != "says" and each.cue for each in found[example.text].statements)
    ]
    assert missed == []
    silent = [text for text in ATTRIBUTIONS.not_silences if any(each.form != "says" for each in found[text].statements)]
    assert silent == []


# ---- phrases: hedges, judgements, stances, issues


PHRASES = [
    *load_phrases("en"),
    *load_positions("en").words.cues,
    *load_positions("en").words.contents,
    *(
        Phrases(name=issue.name, words=issue.words, examples=issue.examples, not_=())
        for issue in load_positions("en").words.issues
    ),
]


@pytest.mark.parametrize("phrases", PHRASES, ids=lambda phrases: phrases.name)
def test_phrases_occur_in_their_examples_only(phrases: Phrases, ready: Ready) -> None:
    def occurs(text: str) -> bool:
        passages, _ = find_passages(text, None, load_passages("en"))
        [parse] = ready.tools.parser.parse([(text, passages)])
        words = words_between(parse, 0, len(text), heading=False)
        return any(True for _ in occurrences(words, build_index([phrases])))

    assert phrases.examples
    assert [text for text in phrases.examples if not occurs(text)] == []
    assert [text for text in phrases.not_ if occurs(text)] == []


# ---- places and actors


PLACE_WORDS, ACTOR_WORDS = load_places("en"), load_actors("en").words


@pytest.mark.parametrize("example", PLACE_WORDS.examples, ids=lambda example: example.finds)
def test_place_is_found_and_resolved(example: PlaceExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    found = {place.text: (place.country, place.precision) for place in reading.places}
    assert found.get(example.finds) == (example.country, example.precision)


@pytest.mark.parametrize("example", PLACE_WORDS.not_, ids=lambda example: example.finds)
def test_word_is_no_place(example: PlaceExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    assert example.finds not in {place.text for place in reading.places}


@pytest.mark.parametrize("example", ACTOR_WORDS.examples, ids=lambda example: example.finds)
def test_actor_is_found_and_resolved(example: ActorExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    found = {mention.text: actor for actor in reading.actors for mention in actor.mentions}
    actor = found.get(example.finds)
    assert actor is not None, sorted(found)
    assert example.country in {None, actor.country}, actor.country
    assert example.kind in {None, actor.kind}, actor.kind
    assert example.sector is None or example.sector in actor.sectors, actor.sectors
    assert {mention.text for mention in actor.mentions} >= set(example.also), actor.mentions


@pytest.mark.parametrize("example", ACTOR_WORDS.not_, ids=lambda example: example.finds)
def test_word_is_no_actor(example: ActorExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    named = [actor for actor in reading.actors if not actor.reason.endswith(PLACES_OF_EVENTS)]
    assert example.finds not in {mention.text for actor in named for mention in actor.mentions}


FIGURE_WORDS = load_figures("en").words


@pytest.mark.parametrize("example", FIGURE_WORDS.examples, ids=lambda example: example.finds)
def test_figure_is_found_with_its_bounds(example: FigureExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    found = {
        figure.text: (figure.kind, figure.low, figure.best, figure.high, figure.unit) for figure in reading.figures
    }
    expected = (example.kind, example.low, example.best, example.high, example.unit)
    assert found.get(example.finds) == expected, found


@pytest.mark.parametrize("example", FIGURE_WORDS.not_, ids=lambda example: example.finds)
def test_number_is_no_figure(example: FigureExample, ready: Ready) -> None:
    reading = readings(ready, (example.text,))[example.text]
    assert example.finds not in {figure.text for figure in reading.figures}


# ---- linking and origins


SLOTS = (*load_linking("en").examples, *load_linking("en").wrong)
ORIGINS = (*load_origins("en").examples, *load_origins("en").wrong)


@pytest.mark.parametrize("example", SLOTS, ids=lambda each: each.text)
def test_slot_finds_its_examples(example: LinkingExample) -> None:
    known = load_linking("en")
    for kind, pattern in known.patterns.items():
        wanted = getattr(example, kind)
        if wanted is not None:
            assert tuple(found(pattern, example.text)) == wanted, kind
    if example.counted is not None:
        assert set(counted(example.text, known)) == set(example.counted)


@pytest.mark.parametrize("example", ORIGINS, ids=lambda each: each.text)
def test_origin_is_found_behind_those_who_pass_it_on(example: OriginExample, ready: Ready) -> None:
    sentences = tuple(each.text for each in ORIGINS)
    origins = [each for each in origins_of(readings(ready, sentences)[example.text]).all if each.kind != "outlet"]
    said = [each.evidence[0].text.casefold() for each in origins]
    assert len(said) == len(example.origins)
    assert all(any(one in other.casefold() or other.casefold() in one for one in said) for other in example.origins)
    carriers = {carrier.casefold() for each in origins for carrier in each.carriers}
    assert all(any(one in other.casefold() for one in carriers) for other in example.carriers)


# ---- nothing is left out


def test_no_data_file_goes_unrun() -> None:
    run = {"languages/en/passages.yml", "languages/en/dating.yml", "languages/en/times/rules.yml",
           "languages/en/times/joins.yml", "languages/en/statements/cues.yml", "languages/en/places/words.yml",
           "languages/en/statements/silences.yml", "languages/en/statements/examples.yml", "languages/en/hedges.yml",
           "languages/en/judgements.yml", "languages/en/positions.yml",
           "languages/en/linking.yml", "languages/en/origins.yml",
           "languages/en/actors/words.yml", "languages/en/figures.yml", "languages/en/events/contexts.yml"}  # fmt: skip
    run |= {f"events/{path.name}" for path in (DATA / "events").glob("*.yml")}
    files = {name_of(path) for path in data_files()}
    assert files - run - WITHOUT_EXAMPLES.keys() == set()
    assert WITHOUT_EXAMPLES.keys() <= files


def test_reading_times_needs_no_date(ready: Ready) -> None:
    text = "They met on Friday, and again on August 24."
    passages, _ = find_passages(text, None, load_passages("en"))
    [parse] = ready.tools.parser.parse([(text, passages)])
    times, _ = find_times(text, passages, parse, None, load_times("en"))
    assert [(time.value, time.earliest) for time in times] == [("XXXX-WXX-5", None), ("XXXX-08-24", None)]


def test_data_folder_is_the_packages_own() -> None:
    assert Path(DATA).is_dir()
