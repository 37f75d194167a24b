"""The actor files: people by the offices they held, bodies and groups by key, given names; ours and the user's own.

An entry whose source is `unverified` helps to recognise a name. It never decides a date or a contested role.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from ...errors import KnowledgeError
from ...model.reading import ActorKind
from ..load import DATA, load, name_of

UNVERIFIED: Final = "unverified"
FOLDER: Final = "actors"  # in the data that ship, and in the folder of the user's own knowledge

KnownGender = Literal["male", "female"]


class Tenure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """An office somebody held, or a status a group had: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an open end is null.

    `of` is a country (alpha-3, UNO, EUR) or the key of a body; `sectors` replace those of the actor meanwhile.
    """

    title: str
    of: str
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None
    sectors: tuple[str, ...] = ()
    source: str = UNVERIFIED

    @property
    def verified(self) -> bool:
        """True where a document that was opened states it."""
        return self.source != UNVERIFIED

    def holds_on(self, day: str) -> bool:
        """True where the office was held on a day; an end that is not known is open."""
        begun = self.from_ is None or self.from_ <= day[: len(self.from_)]
        return begun and (self.until is None or day[: len(self.until)] <= self.until)


class KnownActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """An actor of the knowledge files; `source` names a document that was opened, else `unverified`."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: KnownGender | None = None
    part_of: str | None = None
    aligned_with: str | None = None
    roles: tuple[Tenure, ...] = ()
    stands_for_government: bool = False
    source: str


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """Who held an office, and when."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: KnownGender | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None
    source: str | None = None
    note: str | None = None


class OfficeRegister(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """An office of a country or body with its holders; `shared` where several hold it at a time."""

    title: str
    of: str
    sectors: tuple[str, ...]
    shared: bool = False
    source: str
    holders: tuple[Holder, ...]


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Given names that tell a gender; those of `both` tell none."""

    source: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    both: tuple[str, ...]


class ActorFile(msgspec.Struct, frozen=True):
    """What an actor file holds: bodies by key, or offices."""

    path: Path
    bodies: dict[str, KnownActor] = {}
    offices: tuple[OfficeRegister, ...] = ()


def our_files() -> Iterator[Path]:
    """The actor files that ship, in a fixed order."""
    folder = DATA / FOLDER
    return (path for path in sorted(folder.rglob("*.yml")) if path.parent != folder)


def own_files(knowledge: Path) -> Iterator[Path]:
    """The actor files in the folder of the user's own knowledge, in a fixed order."""
    return iter(sorted((knowledge / FOLDER).rglob("*.yml")))


def load_given_names() -> GivenNames:
    """The given names."""
    return load(DATA / FOLDER / "given_names.yml", GivenNames)


def read_file(path: Path) -> ActorFile:
    """An actor file: a list of offices, or a mapping of bodies and groups by key."""
    plain = load(path, Any)
    if plain is None:
        return ActorFile(path)
    if isinstance(plain, list):
        return ActorFile(path, offices=_convert(path, plain, tuple[OfficeRegister, ...]))
    return ActorFile(path, bodies=_convert(path, plain, dict[str, KnownActor]))


def _convert(path: Path, plain: object, kind: Any) -> Any:
    try:
        return msgspec.convert(plain, kind, strict=True)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{name_of(path)}: {error}") from error
