"""What a person asks a ledger for, as plain rows: every way out asks here, so that they agree."""

from __future__ import annotations

from dragoman.views.actors import ActorRole, ActorRow, actors
from dragoman.views.articles import articles
from dragoman.views.conditions import conditions
from dragoman.views.deciding import ActorDecisionRow, actors_history
from dragoman.views.events import EventFilter, events
from dragoman.views.explain import explain
from dragoman.views.matters import matters
from dragoman.views.positions import positions
from dragoman.views.rows import (
    ArticleRow,
    ConditionRow,
    DecisionRow,
    EventRow,
    Explanation,
    MatterRow,
    PositionRow,
    Quote,
    Row,
    ShiftRow,
    SourceRow,
    StatementRow,
)
from dragoman.views.shifts import shifts
from dragoman.views.shown import shown_reading
from dragoman.views.sources import sources
from dragoman.views.statements import StatementFilter, statements
from dragoman.views.suggesting import SuggestionRow, actors_suggest
from dragoman.views.telling_rows import Witness
from dragoman.views.witnesses import told_in

__all__ = [
    "ActorDecisionRow",
    "ActorRole",
    "ActorRow",
    "ArticleRow",
    "ConditionRow",
    "DecisionRow",
    "EventFilter",
    "EventRow",
    "Explanation",
    "MatterRow",
    "PositionRow",
    "Quote",
    "Row",
    "ShiftRow",
    "SourceRow",
    "StatementFilter",
    "StatementRow",
    "SuggestionRow",
    "Witness",
    "actors",
    "actors_history",
    "actors_suggest",
    "articles",
    "conditions",
    "events",
    "explain",
    "matters",
    "positions",
    "shifts",
    "shown_reading",
    "sources",
    "statements",
    "told_in",
]
