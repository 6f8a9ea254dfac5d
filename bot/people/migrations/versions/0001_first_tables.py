"""The first tables: settings, saved articles, views.

No way down: it would throw away what people asked us to keep.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "readers",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("language", sa.Text),
        sa.Column("country", sa.Text),
        sa.Column("created_on", sa.Date, nullable=False),
    )
    op.create_table(
        "saved",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("saved_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "views",
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
