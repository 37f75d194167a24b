"""Where reading runs: in this process, or in several of them."""

from .limits import within
from .processes import Lost, run

__all__ = ["Lost", "run", "within"]
