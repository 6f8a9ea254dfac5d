"""Draws a real conversation with the bot, as it looks in a chat: docs/pictures/chat.png.

Needs the developer extras and a Chromium (`apt-get install chromium fonts-noto-color-emoji`). Run from the top
folder: ``python docs/pictures/draw_chat.py``. The bot runs as its own process against the Bot API emulator of the
tests; what is drawn is what it sent.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
TOP = HERE.parent.parent
sys.path[:0] = [str(TOP), str(TOP / "tests")]

from emulator import Emulator, Sent

if TYPE_CHECKING:
    from collections.abc import Callable

READER = 7
LINES = ("cant slep before exams", "i dont want to be alive anymore")
STYLE = """
body { margin: 0; background: #b9d3c9; width: 560px; padding: 18px 14px;
  font: 15px/1.4 "DejaVu Sans", "Noto Sans", "Noto Color Emoji", sans-serif; }
.mine, .its { max-width: 430px; padding: 8px 12px; border-radius: 14px; margin: 5px 0; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.mine { background: #dff7c8; margin-left: auto; width: fit-content; border-bottom-right-radius: 4px; }
.its { background: #fff; border-bottom-left-radius: 4px; }
.tap { text-align: right; color: #47695c; font-size: 13px; margin: 4px 6px; }
.keys { display: grid; gap: 4px; max-width: 454px; margin-bottom: 10px; }
.row { display: flex; gap: 4px; }
.key { flex: 1; text-align: center; background: #6f9b8bcc; color: #fff; border-radius: 9px; padding: 6px 4px;
  font-size: 13px; }
"""


async def main() -> None:
    """Hold the conversation, draw it, photograph it."""
    async with Emulator() as emulator:
        with tempfile.TemporaryDirectory() as folder:
            process = start(emulator, Path(folder))
            try:
                parts = await talk(emulator)
            finally:
                process.terminate()
    page = HERE / "chat.html"
    page.write_text(f"<meta charset=utf-8><style>{STYLE}</style>{''.join(parts)}", "utf-8")
    photograph(page, HERE / "chat.png")
    page.unlink()


def start(emulator: Emulator, folder: Path) -> subprocess.Popen[bytes]:
    """The bot as its own process."""
    settings = {
        "TELEGRAM_BOT_TOKEN": emulator.token, "TELEGRAM_API_BASE": emulator.base_url,
        "TELEGRAM_FILE_BASE": emulator.file_url,
        "ALLY_CONTENT_DB": str(folder / "content.db"), "ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{folder / 'people.db'}",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=TOP, env={**os.environ, **settings})


async def talk(emulator: Emulator) -> list[str]:
    """What was said and tapped, as HTML."""
    parts: list[str] = []
    for line in LINES:
        parts.append(f'<div class="mine">{escape(line)}</div>')
        parts += await answered(emulator, lambda line=line: emulator.private_message(READER, line, language_code="en"))
    parts.append('<div class="tap">taps "United Kingdom"</div>')
    card = emulator.sent(READER)[-1].message_id
    return parts + await answered(emulator, lambda: emulator.callback(READER, "in:GB", card))


async def answered(emulator: Emulator, act: Callable[[], int]) -> list[str]:
    """What the bot sends in answer to something, once it has been silent for a second."""
    heard = len(emulator.sent(READER))
    act()
    await emulator.wait_for(READER, heard + 1, seconds=30)
    await asyncio.sleep(1)
    return [drawn(answer) for answer in emulator.sent(READER)[heard:]]


def drawn(sent: Sent) -> str:
    """One message with its keyboard; its text is what Telegram shows, markup included."""
    text = sent.parameters["text"]
    body = text if sent.parse_mode else escape(text)
    rows = (sent.reply_markup or {}).get("inline_keyboard", [])
    keys = "".join(f'<div class="row">{"".join(map(drawn_key, row))}</div>' for row in rows)
    return f'<div class="its">{body}</div><div class="keys">{keys}</div>'


def drawn_key(key: dict[str, str]) -> str:
    """One button."""
    return f"<div class=key>{escape(key['text'])}</div>"


def photograph(page: Path, picture: Path) -> None:
    """A screenshot of the whole page."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--force-device-scale-factor=1.5",
                f"--user-data-dir={profile}", "--window-size=588,1990", f"--screenshot={picture}", page.as_uri(),
            ],
            check=True, capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
