"""Counts of cards and what became of them.

No way down: it would throw away what must be reported.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    names = ("outcome", "level", "situation", "country", "language", "chat", "version")
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.Text, primary_key=True) for name in names),
        sa.Column("count", sa.Integer, nullable=False),
    )
