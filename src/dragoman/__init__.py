"""Dragoman reads news coverage of a negotiation and keeps its ledger.

    import dragoman

    with dragoman.open_ledger("talks.db") as ledger:
        dragoman.read_into(ledger, dragoman.gather(["news/"]))
        for position in dragoman.positions(ledger):
            print(position.side, position.stance, position.matter_name)

Every command of the command line is a function here, of the same name where it can be. Names
are imported when they are first used, since the language pipeline alone takes a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.article import Article, Paragraph, SourceTag, Span
from dragoman.errors import (
    DragomanError,
    LedgerDamaged,
    LedgerError,
    LedgerForeign,
    LedgerLocked,
    LedgerNewer,
    NotFound,
    UnreadableInput,
    VocabularyError,
)
from dragoman.homes import HOMES as _HOMES
from dragoman.records import (
    Condition,
    Event,
    Reading,
    Speaker,
    Statement,
    SummarySentence,
)

if TYPE_CHECKING:
    from dragoman.benchmark.accounts import bench_accounts
    from dragoman.benchmark.annotated import bench_ledger
    from dragoman.benchmark.conditions import bench_conditions
    from dragoman.benchmark.dates import bench_dates
    from dragoman.benchmark.desk import bench_desk
    from dragoman.benchmark.intake import bench_intake
    from dragoman.benchmark.matters import bench_matters
    from dragoman.benchmark.meaning import bench_meaning
    from dragoman.benchmark.readers import bench_readers
    from dragoman.benchmark.speakers import bench_speakers
    from dragoman.benchmark.speed import bench_speed
    from dragoman.benchmark.stances import bench_stances
    from dragoman.benchmark.stories import bench_stories
    from dragoman.benchmark.story import bench_story
    from dragoman.benchmark.tellings import bench_tellings
    from dragoman.benchmark.views import bench_views
    from dragoman.brief import brief_html, brief_markdown, brief_pdf, compose_brief
    from dragoman.brief.verifying import verify_brief
    from dragoman.brief.word import brief_docx
    from dragoman.engine import Limits, Workers, read_into
    from dragoman.engine.rereading import Reread, reread
    from dragoman.export.files import write_readings
    from dragoman.export.reading import reading_from_json, reading_json
    from dragoman.export.rows import rows_csv, rows_json
    from dragoman.intake import Split, Web, from_bytes, from_path, from_text, gather, named_in
    from dragoman.ledger import Ledger, open_ledger
    from dragoman.ledger.account_decisions import accounts_dismiss, accounts_restore
    from dragoman.ledger.backing_up import Backup, backup
    from dragoman.ledger.copying import copy
    from dragoman.ledger.deciding_many import DecidedMany, Undecided, records_decide
    from dragoman.ledger.overruling import (
        actors_merge,
        actors_rename,
        actors_split,
        actors_undo,
    )
    from dragoman.ledger.overruling_matters import (
        matters_merge,
        matters_part,
        matters_rename,
        matters_split,
        matters_undo,
    )
    from dragoman.ledger.record_decisions import (
        records_add,
        records_confirm,
        records_correct,
        records_reject,
        records_undo,
    )
    from dragoman.ledger.telling_decisions import tellings_merge, tellings_split
    from dragoman.meaning import make_vectors, statements_near
    from dragoman.reading.reader import read, read_all
    from dragoman.views import (
        AuditFrame,
        Judgement,
        accounts,
        actors,
        actors_history,
        actors_suggest,
        articles,
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
        changes,
        conditions,
        copies,
        deadlocks,
        decisions,
        events,
        explain,
        grounds,
        look,
        matters,
        matters_history,
        matters_suggest,
        positions,
        positions_over_time,
        shifts,
        sources,
        statements,
        stories,
        verify,
        versions,
    )
    from dragoman.vocabulary.check import check_vocabulary
    from dragoman.vocabulary.dossier import Dossier
    from dragoman.vocabulary.dossier_file import read_dossier
    from dragoman.vocabulary.faults import Fault
    from dragoman.watch import Notice, Plan, Watched, read_plan, watch_feeds

__version__ = "0.1.0"

__all__ = [
    "Article",
    "AuditFrame",
    "Backup",
    "Condition",
    "DecidedMany",
    "Dossier",
    "DragomanError",
    "Event",
    "Fault",
    "Judgement",
    "Ledger",
    "LedgerDamaged",
    "LedgerError",
    "LedgerForeign",
    "LedgerLocked",
    "LedgerNewer",
    "Limits",
    "NotFound",
    "Notice",
    "Paragraph",
    "Plan",
    "Reading",
    "Reread",
    "SourceTag",
    "Span",
    "Speaker",
    "Split",
    "Statement",
    "SummarySentence",
    "Undecided",
    "UnreadableInput",
    "VocabularyError",
    "Watched",
    "Web",
    "Workers",
    "__version__",
    "accounts",
    "accounts_dismiss",
    "accounts_restore",
    "actors",
    "actors_history",
    "actors_merge",
    "actors_rename",
    "actors_split",
    "actors_suggest",
    "actors_undo",
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
    "backup",
    "bench_accounts",
    "bench_conditions",
    "bench_dates",
    "bench_desk",
    "bench_intake",
    "bench_ledger",
    "bench_matters",
    "bench_meaning",
    "bench_readers",
    "bench_speakers",
    "bench_speed",
    "bench_stances",
    "bench_stories",
    "bench_story",
    "bench_tellings",
    "bench_views",
    "brief_docx",
    "brief_html",
    "brief_markdown",
    "brief_pdf",
    "changes",
    "check_vocabulary",
    "compose_brief",
    "conditions",
    "copies",
    "copy",
    "deadlocks",
    "decisions",
    "events",
    "explain",
    "from_bytes",
    "from_path",
    "from_text",
    "gather",
    "grounds",
    "look",
    "make_vectors",
    "matters",
    "matters_history",
    "matters_merge",
    "matters_part",
    "matters_rename",
    "matters_split",
    "matters_suggest",
    "matters_undo",
    "named_in",
    "open_ledger",
    "positions",
    "positions_over_time",
    "read",
    "read_all",
    "read_dossier",
    "read_into",
    "read_plan",
    "reading_from_json",
    "reading_json",
    "records_add",
    "records_confirm",
    "records_correct",
    "records_decide",
    "records_reject",
    "records_undo",
    "reread",
    "rows_csv",
    "rows_json",
    "shifts",
    "sources",
    "statements",
    "statements_near",
    "stories",
    "tellings_merge",
    "tellings_split",
    "verify",
    "verify_brief",
    "versions",
    "watch_feeds",
    "write_readings",
]

_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
