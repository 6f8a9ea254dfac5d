"""A real server with the recorded publications, and a reader that is allowed to ask it."""

from collections.abc import Iterator

import pytest
from publishers import Publisher

from content.sources import Fetcher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as running:
        yield running


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(allows_private=True, pause=0.0)
    yield made
    made.close()
