"""Readings -> links: what is the same in several reports, and whom their news comes from.

Plain functions of readings; the book keeps what they find and makes it anew when a report comes or goes.
"""

from __future__ import annotations

from .attribution import origins_of
from .copies import Changed, Copied, changed, copied, sampled, shingles
from .grouping import Pair, grouped
from .likeness import Rarity, Vectors, compared, counts_for, likeness, rarity_of, vectors_of
from .origins import Origin, Origins, behind
from .profile import Profile, profile_of

__all__ = [
    "Changed",
    "Copied",
    "Origin",
    "Origins",
    "Pair",
    "Profile",
    "Rarity",
    "Vectors",
    "behind",
    "changed",
    "compared",
    "copied",
    "counts_for",
    "grouped",
    "likeness",
    "origins_of",
    "profile_of",
    "rarity_of",
    "sampled",
    "shingles",
    "vectors_of",
]
