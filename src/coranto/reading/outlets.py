"""The country an outlet writes from: it decides how "3/4/2018" is read."""

from __future__ import annotations

import re

from ..knowledge.actors import load_actors
from ..knowledge.countries import countries
from ..knowledge.folding import keys
from ..model.report import Report

_HOST = re.compile(r"\w+://(?:[^/@]*@)?([^/:?#]+)")


def country_of_outlet(report: Report, language: str) -> str | None:
    """ISO 3166-1 alpha-3 of the outlet: by its name in the knowledge files, else by the ending of the address."""
    if report.outlet:
        known = load_actors(language)
        named = (known.names[key] for key in keys(report.outlet) if key in known.names)
        country = next((known.known[name].country for name in named), None)
        if country is not None:
            return country
    host = _HOST.match(report.url or "")
    return countries().by_iso2((host[1] if host else "").rpartition(".")[2].upper().replace("UK", "GB"))
