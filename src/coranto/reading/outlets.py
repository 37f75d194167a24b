"""The country an outlet writes from, which decides how "3/4/2018" is read, and its name or site."""

from __future__ import annotations

import re

from ..knowledge.countries import countries
from ..knowledge.folding import keys
from ..knowledge.known import KnownActors
from ..model.report import Report

_HOST = re.compile(r"\w+://(?:[^/@]*@)?([^/:?#]+)")


def country_of_outlet(report: Report, known: KnownActors) -> str | None:
    """ISO 3166-1 alpha-3 of the outlet: by its name in the knowledge files, else by the ending of the address."""
    if report.outlet:
        named = (known.names[key][0] for key in keys(report.outlet) if key in known.names)
        country = next((known.by_id[name].country for name in named), None)
        if country is not None:
            return country
    return countries().by_site(_host(report))


def site_of_outlet(report: Report) -> str | None:
    """What the outlet is called, else the site of the report's address."""
    return report.outlet or _host(report) or None


def _host(report: Report) -> str:
    host = _HOST.match(report.url or "")
    return host[1] if host else ""
