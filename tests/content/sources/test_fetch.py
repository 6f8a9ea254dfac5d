"""Other people's servers are asked politely, within limits, and never to reach into this network."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.robotparser import RobotFileParser

import pytest

from content.errors import FetchError
from content.sources.answers import Answers, Visit
from content.sources.connection import Connection
from content.sources.fetch import Fetcher

if TYPE_CHECKING:
    from pathlib import Path

    from publishers import Publisher

FEED = "feeds/wordpress.xml"


def why_not(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("nowhere.xml", "the server answers 404"), ("loop", "more than 5 redirects"),
        ("away", "only http and https addresses are read"),
        ("moved//[bad", "only http and https addresses are read"),
        (f"private/{FEED}", "its robots.txt does not let us read it"),
        (f"moved/private/{FEED}", "its robots.txt does not let us read it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_plain_words(
    publisher: Publisher, fetcher: Fetcher, name: str, what: str
) -> None:
    assert why_not(fetcher, f"{publisher.address}/{name}") == what


@pytest.mark.parametrize("name", [f"moved/{FEED}", f"moved/moved/{FEED}", f"busy/{FEED}"])
def test_redirects_and_busy_servers_are_followed_and_waited_for(
    publisher: Publisher, fetcher: Fetcher, name: str
) -> None:
    assert b"Quiet Minds" in fetcher.get(f"{publisher.address}/{name}").content


def test_a_server_that_stays_busy_is_left_alone(publisher: Publisher, fetcher: Fetcher) -> None:
    publisher.busy = 9
    assert why_not(fetcher, f"{publisher.address}/busy/{FEED}") == "the server answers 429"
    assert publisher.busy == 7


@pytest.mark.parametrize(
    ("status", "may"), [(404, True), (403, True), (500, False), (503, False)]
)  # RFC 9309: what is not there forbids nothing, what cannot be given now forbids all
def test_a_host_without_rules_may_be_read_and_one_that_fails_to_give_them_not(
    publisher: Publisher, fetcher: Fetcher, status: int, *, may: bool
) -> None:
    publisher.status["/robots.txt"] = status
    if may:
        fetcher.get(f"{publisher.address}/{FEED}")
    else:
        assert "robots.txt" in why_not(fetcher, f"{publisher.address}/{FEED}")
    assert publisher.asked.count(f"/{FEED}") == int(may)


def test_a_host_gets_the_pause_it_asks_for(publisher: Publisher, fetcher: Fetcher) -> None:
    publisher.robots = "User-agent: *\nCrawl-delay: 7\n"
    fetcher.may_read(f"{publisher.address}/{FEED}")
    assert [fetcher.pause_for(publisher.address), fetcher.pause_for("http://other.example")] == [7.0, 0.0]


def test_rules_that_make_no_sense_take_nothing_from_the_others(publisher: Publisher, fetcher: Fetcher) -> None:
    odd = f"Crawl-delay: ²\nRequest-rate: 1/²\nDisallow: //[x\nCrawl-delay: {'9' * 400}\n"
    publisher.robots = f"User-agent: *\n{odd}Disallow: /private/\n"
    assert [fetcher.may_read(f"{publisher.address}/{name}") for name in (FEED, f"private/{FEED}")] == [True, False]
    assert fetcher.pause_for(publisher.address) == 30.0


def test_what_a_server_said_last_time_is_not_told_where_no_call_can_hold_it(
    publisher: Publisher, fetcher: Fetcher
) -> None:
    address = f"{publisher.address}/{FEED}"
    fetcher.visits[address] = Visit(etag="é")
    assert b"Quiet Minds" in fetcher.get(address).content


def test_calls_to_one_host_are_apart(publisher: Publisher) -> None:
    fetcher, began = Fetcher(allows_private=True, pause=0.2), time.monotonic()
    fetcher.get(f"{publisher.address}/{FEED}")  # and robots.txt before it
    fetcher.get(f"{publisher.address}/{FEED}")
    fetcher.close()
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize(
    ("name", "limits", "what"),
    [("endless", {"largest": 200_000}, "larger than 0.2 MB"), ("slow", {"longest": 0.3}, "not read within 0.3 s")],
)
def test_bodies_without_end_are_given_up(publisher: Publisher, name: str, limits: dict[str, Any], what: str) -> None:
    fetcher = Fetcher(allows_private=True, pause=0.0, connection=Connection(**limits))
    assert why_not(fetcher, f"{publisher.address}/{name}") == what
    fetcher.close()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/feed", "http://localhost/feed", "http://[::1]/", "http://10.0.0.7/", "http://2130706433/",
     "http://169.254.169.254/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://100.64.0.1/"],
)  # fmt: skip
def test_addresses_of_this_network_are_refused(address: str) -> None:
    assert why_not(Fetcher(pause=0.0), address) == "its address belongs to a private network"


def test_one_private_address_among_others_refuses_a_host() -> None:
    connection = Connection(resolve=lambda *_: ["93.184.215.14", "192.168.0.1"])
    assert why_not(Fetcher(pause=0.0, connection=connection), "http://a.example/").endswith("private network")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "gopher://x", "http://", "javascript:alert(1)"])
def test_only_the_web_is_read(address: str) -> None:
    assert why_not(Fetcher(pause=0.0), address) == "only http and https addresses are read"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://[bad", "this is no address"), ("http://a:port/", "this is no address"),
        ("http://a%5Bb/", "this is no address"), ("http://a\0b/", "its host is not known"),
    ],
)  # fmt: skip
def test_a_broken_address_is_no_error_of_ours(address: str, what: str) -> None:
    rules = RobotFileParser()
    rules.parse(["User-agent: *", "Disallow: /private/"])
    assert why_not(Fetcher(pause=0.0, robots={"http://a%5Bb": rules}), address) == what


def test_the_address_that_was_checked_is_the_one_that_is_called(publisher: Publisher) -> None:
    answers = [["127.0.0.1"], ["127.0.0.1"], ["203.0.113.1"]]  # the third is never asked for
    connection = Connection(resolve=lambda *_: answers.pop(0))
    fetcher = Fetcher(allows_private=True, pause=0.0, connection=connection)
    port = publisher.address.rpartition(":")[2]
    fetcher.get(f"http://rebinds.example:{port}/{FEED}")
    fetcher.close()
    assert len(answers) == 1
    assert set(publisher.hosts) == {f"rebinds.example:{port}"}


def test_the_next_address_of_a_host_is_tried_where_one_does_not_answer(publisher: Publisher) -> None:
    connection = Connection(resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    fetcher = Fetcher(allows_private=True, pause=0.0, connection=connection)
    port = publisher.address.rpartition(":")[2]
    assert b"Quiet Minds" in fetcher.get(f"http://two.example:{port}/{FEED}").content
    fetcher.close()


def test_a_stopped_run_goes_on_with_what_was_answered(publisher: Publisher, tmp_path: Path) -> None:
    address = f"{publisher.address}/tagged/{FEED}"
    stopped = Fetcher(allows_private=True, pause=0.0, answers=Answers(tmp_path / "answers"))
    first = stopped.get(address)
    stopped.close()
    calls = len(publisher.asked)
    next_one = Fetcher(allows_private=True, pause=0.0, answers=Answers(tmp_path / "answers"))
    assert (next_one.get(address), len(publisher.asked)) == (first, calls)
    assert next_one.visits == stopped.visits


def test_answers_are_forgotten_when_a_run_has_ended(tmp_path: Path, publisher: Publisher) -> None:
    answers = Answers(tmp_path / "answers")
    fetcher = Fetcher(allows_private=True, pause=0.0, answers=answers)
    fetcher.get(f"{publisher.address}/{FEED}")
    fetcher.close()
    (kept,) = (tmp_path / "answers").iterdir()
    assert kept.is_file()
    answers.forget()
    assert not (tmp_path / "answers").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]\nx", b'{"url": "x"}\nbody', b'{"visit": 7}\n'])
def test_half_an_answer_is_asked_for_anew(tmp_path: Path, content: bytes) -> None:
    answers = Answers(tmp_path)
    answers.path_of("http://a.example/").write_bytes(content)
    assert answers.of("http://a.example/") is None
