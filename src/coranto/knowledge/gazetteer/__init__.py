"""The gazetteer: every name we can place, in read-only files that all processes share: ours, and the user's own."""

from .own import Own, add, folder_in, look, names_in, remove
from .store import Candidate, Gazetteer, Meaning

__all__ = ["Candidate", "Gazetteer", "Meaning", "Own", "add", "folder_in", "look", "names_in", "remove"]
