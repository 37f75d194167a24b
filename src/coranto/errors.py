"""Everything Coranto raises on purpose.

CorantoError
├── UsageError            what was asked for makes no sense (exit code 2)
├── SettingsError         coranto.toml or the environment is wrong
├── SourceError           a source could not be turned into a report
├── ReadingError          a report could not be read
│   └── PipelineError     the spaCy pipeline is missing, or not the one it should be
├── KnowledgeError        a knowledge file is wrong: names the file and the key
│   └── GazetteerError    a gazetteer of the user's own: names the file, the line or feature, and the cure
├── CodecError            JSON that is not a reading
└── BookError             the book cannot be opened, read or written
    ├── NotInBook         no entry has that id
    └── Erased            the report was erased and is not taken in again
"""

from __future__ import annotations


class CorantoError(Exception):
    """The root: a message for the person at the keyboard, saying what to do next."""


class UsageError(CorantoError):
    """What was asked for makes no sense; exit code 2."""


class SettingsError(CorantoError):
    """`coranto.toml` or an environment variable cannot be used."""


class SourceError(CorantoError):
    """A source could not be turned into a report."""

    def __init__(self, source: str, stage: str, message: str) -> None:
        """`source` is the name a person knows it by, `stage` where it failed."""
        super().__init__(f"{source}: {message}")
        self.source = source
        self.stage = stage
        self.message = message


class ReadingError(CorantoError):
    """A report could not be read."""


class PipelineError(ReadingError):
    """The spaCy pipeline is missing, or its content is not the pinned one."""


class KnowledgeError(CorantoError):
    """A knowledge file is wrong; the message names the file and the key."""


class GazetteerError(KnowledgeError):
    """A gazetteer of the user's own cannot be added or opened; names the file, the line or feature, and the cure."""


class CodecError(CorantoError):
    """JSON that is not a reading of this schema."""


class BookError(CorantoError):
    """The book cannot be opened, read or written."""


class NotInBook(BookError):
    """No entry of the book has that id."""


class Erased(BookError):
    """A report that was erased for a person's sake does not come back."""
