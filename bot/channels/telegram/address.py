"""Where an answer goes: the chat, and the corner of it that the message came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One place to write to."""

    chat: int
    thread: int | None = None  #: forum topic
    direct: int | None = None  #: topic of the direct messages of a channel
    business: str = ""  #: the connection to a business account that we write for
    guest: str = ""  #: we are a guest there and may answer once

    @property
    def fields(self) -> dict[str, Any]:
        """As parameters of a call."""
        return {
            "chat_id": self.chat, "message_thread_id": self.thread, "direct_messages_topic_id": self.direct,
            "business_connection_id": self.business or None,
        }  # fmt: skip
