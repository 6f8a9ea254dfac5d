"""Alembic runs this file; the open transaction and its lock come from bot/people/schema.py.

To change the tables: change tables.py, copy the newest file in versions/ under the next number, and raise REVISION.
"""

from alembic import context

from bot.people.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite can alter hardly anything in place
)
with context.begin_transaction():
    context.run_migrations()
