"""Whose work Coranto stands on: every data and code attribution, from one file."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from .load import DATA, load


class Licence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One attribution: `use` says what we take from it; `shipped` whether it lies in our package."""

    name: str
    kind: Literal["data", "model", "code", "standard"]
    use: str
    licence: str
    credit: str
    shipped: bool


@cache
def licences() -> tuple[Licence, ...]:
    """All attributions, data first."""
    return load(DATA / "licences.yml", tuple[Licence, ...])


def notice() -> str:
    """The attributions as text: what `coranto licences` prints and the file NOTICE holds."""
    lines = [
        "Coranto",
        "Copyright the Coranto contributors. Licensed under the Apache License, Version 2.0.",
        "",
        "Coranto uses the following data, models, standards and code.",
    ]
    for entry in licences():
        where = "in this package" if entry.shipped else "installed beside it"
        lines += ["", f"{entry.name} ({entry.kind}, {where})", f"  {entry.use}", f"  Licence: {entry.licence}",
                  f"  {entry.credit}"]  # fmt: skip
    return "\n".join(lines)
