"""What a person asks a ledger for, as plain rows: every way out asks here, so that they agree."""

from __future__ import annotations

from dragoman.views.account_rows import AccountRow, Told
from dragoman.views.accounts import accounts
from dragoman.views.actors import ActorRole, ActorRow, actors
from dragoman.views.articles import articles
from dragoman.views.auditing import (
    AuditFrame,
    Judgement,
    audit,
    audit_agreement,
    audit_apply,
    audit_figures,
    audit_items,
    audit_mark,
    audit_marks,
    audit_report,
    audit_sample,
    audit_undo,
    audits,
)
from dragoman.views.changes import changes
from dragoman.views.conditions import ConditionFilter, conditions
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.deadlocks import deadlocks
from dragoman.views.deciding import (
    ActorDecisionRow,
    AnyDecisionRow,
    MatterDecisionRow,
    actors_history,
    decisions,
    matters_history,
)
from dragoman.views.events import EventFilter, events
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.explain import explain
from dragoman.views.explanation_rows import DecisionRow, Explanation
from dragoman.views.grounds import GroundRow, grounds
from dragoman.views.looking import LookRow, look
from dragoman.views.matters import matters
from dragoman.views.over_time import STALE, positions_over_time
from dragoman.views.positions import positions
from dragoman.views.rows import (
    ArticleRow,
    ConditionRow,
    EventRow,
    MatterRow,
    PositionRow,
    Quote,
    Row,
    ShiftRow,
    SourceRow,
    StatementRow,
    Voice,
)
from dragoman.views.shifts import latest_shifts, shifts
from dragoman.views.shown import shown_reading, shown_readings
from dragoman.views.sources import sources
from dragoman.views.statements import StatementFilter, statements
from dragoman.views.stories import CopyRow, StoryRow, copies, copies_among, stories, story_of
from dragoman.views.suggesting import SuggestionRow, actors_suggest
from dragoman.views.suggesting_matters import MatterSuggestion, matters_suggest
from dragoman.views.telling_rows import Witness
from dragoman.views.verifying import FindingRow, verify
from dragoman.views.version_rows import ChangeRow, Piece, VersionRow
from dragoman.views.versions import versions
from dragoman.views.witnesses import told_in

__all__ = [
    "STALE",
    "AccountRow",
    "ActorDecisionRow",
    "ActorRole",
    "ActorRow",
    "AnyDecisionRow",
    "ArticleRow",
    "AuditFrame",
    "ChangeRow",
    "ConditionFilter",
    "ConditionRow",
    "CopyRow",
    "DeadlockRow",
    "DecisionRow",
    "EventFilter",
    "EventRow",
    "EvidenceRow",
    "Explanation",
    "FindingRow",
    "GroundRow",
    "Judgement",
    "LookRow",
    "MatterDecisionRow",
    "MatterRow",
    "MatterSuggestion",
    "OverTimeRow",
    "Piece",
    "PositionRow",
    "Quote",
    "Row",
    "RunRow",
    "ShiftRow",
    "SourceRow",
    "StatementFilter",
    "StatementRow",
    "StoryRow",
    "SuggestionRow",
    "Told",
    "VersionRow",
    "Voice",
    "Witness",
    "accounts",
    "actors",
    "actors_history",
    "actors_suggest",
    "articles",
    "audit",
    "audit_agreement",
    "audit_apply",
    "audit_figures",
    "audit_items",
    "audit_mark",
    "audit_marks",
    "audit_report",
    "audit_sample",
    "audit_undo",
    "audits",
    "changes",
    "conditions",
    "copies",
    "copies_among",
    "deadlocks",
    "decisions",
    "events",
    "explain",
    "grounds",
    "latest_shifts",
    "look",
    "matters",
    "matters_history",
    "matters_suggest",
    "positions",
    "positions_over_time",
    "shifts",
    "shown_reading",
    "shown_readings",
    "sources",
    "statements",
    "stories",
    "story_of",
    "told_in",
    "verify",
    "versions",
]
