"""The tables of the people database; a change here needs a migration beside it."""

from sqlalchemy import Column, Date, DateTime, Double, Integer, MetaData, Table, Text

#: The revision that these tables are at: that of the newest file in migrations/versions.
REVISION = "0003"

#: Our own name, because scheduled work shares the database and may bring migrations of its own.
VERSION_TABLE = "people_version"

METADATA = MetaData()

#: One row for each reader who chose a setting; merely writing to the bot leaves none.
READERS = Table(
    "readers",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("language", Text),
    Column("country", Text),
    Column("created_on", Date, nullable=False),
)

#: No foreign key to readers: a reader may save an article without ever choosing a setting.
SAVED = Table(
    "saved",
    METADATA,
    Column("reader", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("saved_at", DateTime, nullable=False),  # UTC without a zone, which both databases store alike
)

#: Searches that a reader kept, in their own words.
SEARCHES = Table(
    "searches",
    METADATA,
    Column("reader", Text, primary_key=True),
    Column("words", Text, primary_key=True),
    Column("kept_at", DateTime, nullable=False),  # as above
)

#: How often each article was opened, by anyone, and how much of that was of late; see decay.py.
VIEWS = Table(
    "views",
    METADATA,
    Column("article", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("score", Double, nullable=False, server_default="0"),
)

#: What is counted of cards, one row for everything that is the same on a day; see bot/counts.py.
COUNTED = ("day", "outcome", "level", "situation", "country", "language", "chat", "version")
COUNTS = Table(
    "counts",
    METADATA,
    *(Column(name, Date if name == "day" else Text, primary_key=True) for name in COUNTED),
    Column("count", Integer, nullable=False),
)
