"""Sitemaps of every make are read, and nothing hostile in one takes long."""

import gzip
import time

import pytest

from content.sources.sitemap import Listed, Sitemap, read_sitemap

ONE = "https://a.example/1"


@pytest.mark.parametrize(
    ("written", "pages", "maps"),
    [
        (f"<urlset><url><loc> {ONE} </loc><lastmod>2026-01-02</lastmod></url></urlset>", [(ONE, "2026-01-02")], []),
        (f"<?xml version='1.0'?><s:urlset xmlns:s='x'><s:url><s:loc>{ONE}</s:loc></s:url></s:urlset>", [(ONE, "")], []),
        (f"<urlset><url><loc><![CDATA[{ONE}?a=1&b=2]]></loc></url></urlset>", [(f"{ONE}?a=1&b=2", "")], []),
        (f"<urlset><url><loc>{ONE}?a=1&amp;b=2</loc></url></urlset>", [(f"{ONE}?a=1&b=2", "")], []),
        (f"<urlset><!-- <url><loc>x</loc></url> --><url><loc>{ONE}</loc></url></urlset>", [(ONE, "")], []),
        (f"<urlset><url><lastmod>2026</lastmod></url><url><loc>{ONE}</loc></url></urlset>", [(ONE, "")], []),
        (f"<urlset><url><image:image><image:loc>x</image:loc></image:image><loc>{ONE}</loc></url></urlset>",
         [(ONE, "")], []),
        (f"<sitemapindex><sitemap><loc>{ONE}</loc></sitemap></sitemapindex>", [], [ONE]),
        (f"<URLSET><URL><LOC>{ONE}</LOC></URL>", [(ONE, "")], []),
        (f"{ONE}\n\n{ONE}2\n", [(ONE, ""), (f"{ONE}2", "")], []),
        ("<urlset></urlset>", [], []),
    ],
)  # fmt: skip
def test_a_sitemap_lists_pages_or_further_sitemaps(written: str, pages: list[tuple[str, str]], maps: list[str]) -> None:
    expected = Sitemap(pages=tuple(Listed(url=url, changed=day) for url, day in pages), maps=tuple(maps))
    assert read_sitemap(written.encode()) == expected
    assert read_sitemap(gzip.compress(written.encode())) == expected


@pytest.mark.parametrize("written", ["", "<html><body>Not here</body></html>", "hello", "<rss></rss>"])
def test_what_is_no_sitemap_is_none(written: str) -> None:
    assert read_sitemap(written.encode()) is None


@pytest.mark.parametrize("piece", ["<url>", "<loc>", "<!--", "<url><loc>", "<![CDATA[", "<url " + "x" * 99])
def test_a_hostile_sitemap_ends_soon(piece: str) -> None:
    began = time.process_time()
    read_sitemap(f"<urlset>{piece * 200_000}".encode())
    assert time.process_time() - began < 10
