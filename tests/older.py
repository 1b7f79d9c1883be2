"""Ledgers taken back to an earlier schema, for tests of upgrading."""

from __future__ import annotations

import sqlite3


def as_of_0010(old: sqlite3.Connection) -> None:
    """Take away from a ledger what the revisions from 0011 on added."""
    for name in ("stances", "standings", "tellings", "condition_standings", "event_standings"):
        old.execute(f"DROP TABLE {name}_before")
    for table in (
        *("articles_known", "grounds", "blames", "demands", "fulfilments"),
        *("account_matters", "accounts", "claim_keys", "claim_standings", "claims"),
        *("matter_parts", "dossier_matters", "article_standings"),
        *("watch_deliveries", "watch_notices", "watch_sites", "watch_entries", "watch_feeds"),
    ):
        old.execute(f"DROP TABLE {table}")
    for index in (
        *("stances_series", "stances_side", "standings_stance_day", "standings_rank_name_day"),
        *("condition_standings_statement", "condition_standings_actor_day"),
        *("condition_standings_day", "tellings_again"),
        *("editions_language", "editions_outlet", "editions_published"),
        *("statements_anonymity", "statements_factivity", "statements_kind"),
    ):
        old.execute(f"DROP INDEX ix_{index}")
    for table in ("stances", "stances_retold"):
        for column in ("actor_id", "known"):
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    rest = "side, day, stance, rank"
    old.execute(f"CREATE INDEX ix_stances_series ON stances (matter_id, {rest}, scope)")
    old.execute("CREATE INDEX ix_stances_side ON stances (side, matter_id, day, stance, rank)")
    old.execute("CREATE INDEX ix_condition_standings_actor ON condition_standings (actor)")
    old.execute("DROP INDEX ix_matters_parties")
    old.execute("DROP INDEX ix_decisions_subject")
    for column in ("turn", "rank_name"):
        old.execute(f"ALTER TABLE standings DROP COLUMN {column}")
    old.execute("ALTER TABLE matters DROP COLUMN case_name")
    old.execute("UPDATE alembic_version SET version_num = '0010'")


def as_of_0006(old: sqlite3.Connection) -> None:
    """Take away from a ledger what the revisions from 0007 on added."""
    as_of_0010(old)
    for table in (
        *("likenesses", "fingerprint_keys", "article_fingerprints", "fingerprints"),
        *("audit_marks", "audit_items", "audits", "revisions", "addresses", "versions"),
        *("stances_retold", "tellings"),
    ):
        old.execute(f"DROP TABLE {table}")
    old.execute("UPDATE alembic_version SET version_num = '0006'")


def as_of_0003(old: sqlite3.Connection) -> None:
    """Take away from a ledger what the revisions from 0004 on added."""
    as_of_0006(old)
    for column in ("sheets", "stated_in"):
        old.execute(f"ALTER TABLE editions DROP COLUMN {column}")
    old.execute("DROP TABLE mentions")
    old.execute("DROP TABLE actor_keys")
    old.execute("DROP INDEX ix_actors_root")
    for column in ("sense", "root", "shown", "shown_folded"):
        old.execute(f"ALTER TABLE actors DROP COLUMN {column}")
    sourced = "venue_start venue_end venue_words anonymity anonymity_start anonymity_end"
    for column in (*sourced.split(), "anonymity_words"):
        old.execute(f"ALTER TABLE statements DROP COLUMN {column}")
    old.execute("UPDATE alembic_version SET version_num = '0003'")
