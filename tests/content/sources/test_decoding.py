"""Pages are read as they were meant, also where they or their servers are mistaken."""

import pytest

from content.sources.decoding import decoded


@pytest.mark.parametrize(
    ("content", "charset", "expected"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "", "é"),
        ("é".encode("latin-1"), "utf-8", "é"),
        ("é".encode(), "iso-8859-1", "Ã©"),  # a server that is mistaken so cannot be told from one that is right
        ("é – ".encode() + b"\xff", "utf-8", "é – \ufffd"),
        ("“é”".encode("cp1252"), "iso-8859-1", "“é”"),
        ("é".encode("utf-16"), "", "é"),
        ("\ufeffé".encode(), "ascii", "é"),
        ("<meta charset=shift_jis>夜".encode("cp932"), "", "<meta charset=shift_jis>夜"),
        ("<meta content='text/html; charset=\"koi8-r\"'>ж".encode("koi8-r"), "utf-8",
         "<meta content='text/html; charset=\"koi8-r\"'>ж"),
        (b"<meta charset=nonsense>a", "nothing", "<meta charset=nonsense>a"),
        ("é".encode(), "undefined", "é"),
        ("é".encode(), "no\0name", "é"),
        ("<meta charset=punycode>é".encode(), "", "<meta charset=punycode>é"),
        (b"", "", ""),
    ],
)  # fmt: skip
def test_bytes_become_the_text_that_was_meant(content: bytes, charset: str, expected: str) -> None:
    assert decoded(content, charset) == expected
