"""The gazetteer: every name we can place, in one read-only file that all processes share."""

from .store import Candidate, Gazetteer

__all__ = ["Candidate", "Gazetteer"]
