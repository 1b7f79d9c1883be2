"""What Alembic runs: the schema's revisions, inside the transaction of the caller.

A ledger that is being brought up to date is either the old one or the new one, also when the
program is killed in between.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
