"""How many articles are read at once: here, one after the other in this process."""

from dragoman.engine.reading import Outcome, Source, Step, read_into

__all__ = ["Outcome", "Source", "Step", "read_into"]
