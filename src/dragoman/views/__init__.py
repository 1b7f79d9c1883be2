"""What a person asks a ledger for, as plain rows: every way out asks here, so that they agree.

    positions(ledger, *, matter=None, side=None, on=None) -> tuple[PositionRow, ...]
    shifts(ledger, *, matter=None, side=None, on=None) -> tuple[ShiftRow, ...]
    conditions(ledger, *, matter=None, side=None, actor=None) -> tuple[ConditionRow, ...]
    statements(ledger, query=None, *, where=StatementFilter(), limit=None)
        -> tuple[StatementRow, ...]
    events(ledger, *, type=None, party=None, since=None, until=None) -> tuple[EventRow, ...]
    sources(ledger) -> tuple[SourceRow, ...]
    matters(ledger) -> tuple[MatterRow, ...]
    explain(ledger, ref) -> Explanation
"""
