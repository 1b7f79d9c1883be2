"""How many articles are read at once: here one after the other, or by several processes."""

from dragoman.engine.limits import Limits, Workers
from dragoman.engine.reading import Outcome, read_into
from dragoman.engine.steps import Step
from dragoman.engine.taking import Source

__all__ = ["Limits", "Outcome", "Source", "Step", "Workers", "read_into"]
