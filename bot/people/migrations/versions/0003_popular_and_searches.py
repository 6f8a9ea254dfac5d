"""How much an article is read of late, and the searches that readers keep.

What was counted before weighs as if it were opened on the day that this scale begins (`EPOCH` in bot/people/decay.py).
No way down: it would throw away what people asked us to keep.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the score, and make the table."""
    op.add_column("views", sa.Column("score", sa.Double, nullable=False, server_default="0"))
    views = sa.table("views", sa.column("count"), sa.column("score"))
    op.execute(views.update().values(score=views.c.count))
    op.create_table(
        "searches",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("words", sa.Text, primary_key=True),
        sa.Column("kept_at", sa.DateTime, nullable=False),
    )
