"""What goes wrong on purpose: a list of rules, the first that fits strikes."""

import random
import time
from dataclasses import dataclass, field
from enum import Enum

from .refusal import RefusalError


class Reach(Enum):
    """How far a limit goes: this call, all further calls of the chat, or all further calls but those for updates."""

    CALL = "call"
    CHAT = "chat"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyRequests:
    """429; with a wider reach than the call, everything within it is refused until `retry_after` has passed."""

    retry_after: int = 1
    reach: Reach = Reach.CALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Any error that Telegram might give; `migrate_to` adds the new number of a group that became a supergroup."""

    code: int = 403
    description: str = "Forbidden: bot was blocked by the user"
    migrate_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFailure:
    """An error page in HTML, as from the machines before Telegram's own; `executed`: the call went through."""

    code: int = 502
    executed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenJson:
    """An answer of 200 that ends in the middle; the call went through, unless `executed` says otherwise."""

    executed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CutBefore:
    """The connection is reset and nothing is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutAfter:
    """The call goes through, then the connection is reset: the caller cannot know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hang:
    """Nothing is done and nothing said for so long, then the connection is reset."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """The call goes through at once; its answer leaves later."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """An update is delivered once more after it was acknowledged; the rule's `method` is its kind (`message`)."""


Fault = TooManyRequests | Refuse | ServerFailure | BrokenJson | CutBefore | CutAfter | Hang | Slow | Twice


@dataclass(slots=True, kw_only=True)
class Rule:
    """One fault and when it strikes. Counts are of calls that fit; without `method` and `chat` every call fits."""

    fault: Fault
    method: str | None = None
    chat: int | None = None
    after: int = 0  #: so many calls pass unharmed first
    times: int | None = None  #: then it strikes so often, or always
    chance: float = 1.0  #: of each of those
    seen: int = 0
    struck: int = 0

    def strikes(self, method: str, chat: int | str | None, dice: random.Random) -> bool:
        """Count a call, and decide."""
        if (self.method is not None and self.method != method) or (self.chat is not None and self.chat != chat):
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.seen += 1
        if self.seen <= self.after or (self.chance < 1 and dice.random() >= self.chance):
            return False
        self.struck += 1
        return True


@dataclass(slots=True, kw_only=True)
class Faults:
    """The rules in force, and the limits that they have set. The same seed gives the same luck."""

    rules: list[Rule] = field(default_factory=list)
    limits: dict[int | str | None, float] = field(default_factory=dict)  #: until when; None is the whole bot
    dice: random.Random = field(default_factory=lambda: random.Random(4))  # noqa: S311 - luck, not secrets

    def strike(self, method: str, chat: int | str | None) -> Fault | None:
        """Find what happens to a call."""
        if not self.rules:
            return None
        for rule in self.rules:
            if not isinstance(rule.fault, Twice) and rule.strikes(method, chat, self.dice):
                return rule.fault
        return None

    def doubles(self, kind: str, chat: int | None) -> bool:
        """Whether an update is to be delivered twice."""
        return any(isinstance(rule.fault, Twice) and rule.strikes(kind, chat, self.dice) for rule in self.rules)

    def limit(self, fault: TooManyRequests, chat: int | str | None) -> RefusalError:
        """Set a limit and make its refusal."""
        until = time.monotonic() + fault.retry_after
        if fault.reach is Reach.CHAT:
            self.limits[chat] = until
        elif fault.reach is Reach.BOT:
            self.limits[None] = until
        return too_many(fault.retry_after)

    def check(self, method: str, chat: int | str | None) -> None:
        """Refuse what a limit holds back.

        Raises:
            RefusalError: 429, with the seconds that are left.
        """
        if not self.limits or method == "getUpdates":
            return
        now = time.monotonic()
        self.limits = {reach: until for reach, until in self.limits.items() if until > now}
        until = max(self.limits.get(None, 0), self.limits.get(chat, 0) if chat is not None else 0)
        if until:
            raise too_many(int(until - now) + 1)

    def clear(self) -> None:
        """End all trouble."""
        self.rules.clear()
        self.limits.clear()


def too_many(seconds: int) -> RefusalError:
    """Make the refusal of one call too many."""
    return RefusalError(f"Too Many Requests: retry after {seconds}", code=429, retry_after=seconds)


def error_page(code: int) -> bytes:
    """Write the page that a proxy shows."""
    title = {500: "500 Internal Server Error", 502: "502 Bad Gateway", 504: "504 Gateway Time-out"}.get(code, str(code))
    page = f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
    return f"{page}<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n".encode()
