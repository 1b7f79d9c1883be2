"""Feeds watched: polled politely, read when there is something new, and what changed told."""

from dragoman.watch.clock import Clock, Stopped
from dragoman.watch.notices import Notice
from dragoman.watch.plan import Channel, Feed, Plan, Wanted
from dragoman.watch.plan_file import read_plan
from dragoman.watch.watching import Manner, Watched, watch_feeds

__all__ = [
    "Channel",
    "Clock",
    "Feed",
    "Manner",
    "Notice",
    "Plan",
    "Stopped",
    "Wanted",
    "Watched",
    "read_plan",
    "watch_feeds",
]
