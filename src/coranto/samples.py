"""Where the bundled sample reports lie."""

from __future__ import annotations

from pathlib import Path

from .errors import CorantoError

BRIEF_OF = "2018-09-07"


def samples_folder() -> Path:
    """The folder of the sample reports: inside an installed package, or at the top of a checkout."""
    here = Path(__file__).resolve().parent
    for folder in (here / "samples", here.parents[1] / "samples"):
        if folder.is_dir():
            return folder
    raise CorantoError("the sample reports are missing from this installation; install coranto again")
