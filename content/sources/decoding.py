"""The bytes of a page as text, also where a page or its server is mistaken about how they were written."""

import codecs
import re

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
STATED = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
HEAD = 4096  #: bytes in which a page states its charset
#: Browsers read these names as the wider set, which is what such pages hold.
WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "shift_jis": "cp932", "gb2312": "gb18030"}


def decoded(content: bytes, charset: str) -> str:
    """The text; ``charset`` is the one that the server names, which may be empty or wrong.

    The first of mark, server, page and UTF-8 that fits is taken. Where none does, a text with some good UTF-8 is
    UTF-8 with broken characters, and any other is read as browsers do.
    """
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    stated = STATED.search(content[:HEAD])
    for name in filter(None, (marked, charset, stated[1].decode() if stated else "", "utf-8")):
        try:
            return content.decode(WIDER.get(name.lower(), name))
        except (LookupError, ValueError):  # Python also knows charsets that decode nothing, and names that are none
            continue
    is_mostly_good = not content.decode("utf-8", "ignore").isascii()
    return content.decode("utf-8" if is_mostly_good else "cp1252", "replace")
