"""Audits: a random sample of a ledger, marked by people, and the precision that follows."""

from __future__ import annotations

from dragoman.views.auditing.figures import audit_agreement, audit_figures, audit_report, audits
from dragoman.views.auditing.marking import (
    Judgement,
    audit_apply,
    audit_mark,
    audit_marks,
    audit_undo,
    to_apply,
)
from dragoman.views.auditing.rows import (
    Agreement,
    AuditFigures,
    AuditFrame,
    AuditItem,
    AuditMark,
    AuditReport,
    AuditRow,
    Figure,
    MarksApplied,
    MarksTaken,
    RecordKind,
    SampleRow,
)
from dragoman.views.auditing.sampling import (
    audit,
    audit_items,
    audit_sample,
    unfinished,
    wider_context,
)
from dragoman.views.auditing.sheets import marks_from_csv

__all__ = [
    "Agreement",
    "AuditFigures",
    "AuditFrame",
    "AuditItem",
    "AuditMark",
    "AuditReport",
    "AuditRow",
    "Figure",
    "Judgement",
    "MarksApplied",
    "MarksTaken",
    "RecordKind",
    "SampleRow",
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
    "marks_from_csv",
    "to_apply",
    "unfinished",
    "wider_context",
]
