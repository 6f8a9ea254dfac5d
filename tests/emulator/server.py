"""The server: takes calls apart, lets faults strike, carries out what is left, and answers."""

import asyncio
import time
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from . import parameters, webhook
from .faults import (
    BrokenJson,
    CutAfter,
    CutBefore,
    Fault,
    Hang,
    Refuse,
    Rule,
    ServerFailure,
    Slow,
    TooManyRequests,
    Twice,
    error_page,
)
from .inbox import Inbox
from .methods import METHODS, SENDING, execute
from .parameters import Parameters
from .readers import Readers
from .records import Call, Records
from .refusal import RefusalError, bad, conflict, not_found
from .webhook import Webhook
from .wire import Answer, accepted, cut, make_request, refused
from .world import Json, Query

TOKEN = "1000:emulated"  # noqa: S105 - opens nothing but the emulator
HOST = "127.0.0.1"
CLOSE_TIMEOUT = 0.05
RECEIVING = frozenset({"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"})
NAMES = {name.lower(): name for name in (*METHODS, *RECEIVING)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A call that was read and not yet carried out."""

    method: str
    given: Parameters
    at: float
    fault: str = ""

    @property
    def chat_id(self) -> int | str | None:
        """The chat it is for."""
        return self.given.get("chat_id")


class Emulator(Readers, Records):
    """A Bot API server; what people do and what was recorded are its methods, so that a test holds one thing.

    `pace` is by how much Telegram's own waiting times (retries of a webhook, the brake on repeated polls) are
    multiplied; `eager` leaves that brake out.
    """

    def __init__(self, *, token: str = TOKEN, pace: float = 0.02, eager: bool = False) -> None:
        Readers.__init__(self, inbox=Inbox(pace=pace, eager=eager))
        Records.__init__(self)
        self.token = token
        self.pace = pace
        self.port = 0
        self.webhook: Webhook | None = None
        self.runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        """Start on a free port."""
        await self.open()
        return self

    async def __aexit__(self, *_failure: object) -> None:
        """Stop."""
        await self.close()

    async def open(self) -> None:
        """Open the door; after a `close` on the same port and with everything as it was."""
        server = web.Server(self.handle, request_factory=make_request, access_log=None, handler_cancellation=True)
        self.runner = web.ServerRunner(server, shutdown_timeout=CLOSE_TIMEOUT)
        await self.runner.setup()
        await web.TCPSite(self.runner, HOST, self.port).start()
        self.port = self.runner.addresses[0][1]
        if self.webhook:
            self.webhook.open()
            self.attach(self.webhook)

    async def close(self) -> None:
        """Close the door, as in an outage."""
        self.inbox.listener = None
        self.inbox.interrupt("")
        if self.webhook:
            await self.webhook.close()
        if self.runner:
            await self.runner.cleanup()
        self.runner = None

    @property
    def base_url(self) -> str:
        """What the bot takes for the address of the Bot API."""
        return f"http://{HOST}:{self.port}/bot"

    @property
    def file_url(self) -> str:
        """What the bot takes for the address of files."""
        return f"http://{HOST}:{self.port}/file/bot"

    def inject(
        self, fault: Fault, method: str | None = None, chat: int | None = None, times: int | None = None
    ) -> Rule:
        """Add a rule at the end of the list; for `after` and `chance` set them on what comes back."""
        rule = Rule(fault=fault, method=method, chat=chat, times=times)
        self.faults.rules.append(rule)
        return rule

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """Show a message as it is now, after all edits; None if it was deleted or never there."""
        return self.world.chats[chat_id].messages.get(message_id)

    def unanswered(self) -> tuple[Query, ...]:
        """List the pressed buttons that nobody answered, which show a spinning wheel."""
        return tuple(query for query in self.world.callbacks.values() if not query.answered)

    def forget(self) -> None:
        """Drop records, messages and delivered updates, so that long runs need no more memory."""
        Records.forget(self)
        self.world.forget()
        self.inbox.tidy()
        self.updates = {key: pending for key, pending in self.updates.items() if pending.waits}

    async def handle(self, incoming: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = incoming.path
        if path.startswith("/file/bot"):
            return self.file(path.removeprefix("/file/bot")).response()
        token, _, name = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or ":" not in token:
            return refused(not_found()).response()
        if token != self.token:
            return refused(RefusalError("Unauthorized", code=401)).response()
        at = time.monotonic()
        try:
            given = await parameters.read(incoming)
        except RefusalError as refusal:
            return self.refuse(Incoming(method=name, given={}, at=at), refusal).response()
        call = Incoming(method=NAMES.get(name.lower(), name), given=given, at=at)
        fault = self.faults.strike(call.method, call.chat_id)
        answer = await self.suffer(fault, call) if fault else await self.carry_out(call)
        return answer.response() if answer else cut(incoming)

    async def suffer(self, fault: Fault, call: Incoming) -> Answer | None:
        """Let a fault strike; without an answer the connection is cut."""
        call = Incoming(method=call.method, given=call.given, at=call.at, fault=type(fault).__name__)
        match fault:
            case TooManyRequests():
                return self.refuse(call, self.faults.limit(fault, call.chat_id))
            case Refuse():
                moved = {} if fault.migrate_to is None else {"migrate_to_chat_id": fault.migrate_to}
                return self.refuse(call, RefusalError(fault.description, code=fault.code, **moved))
            case ServerFailure():
                await self.either(call, executed=fault.executed, code=fault.code)
                return Answer(code=fault.code, body=error_page(fault.code), kind="text/html")
            case BrokenJson():
                whole = await self.either(call, executed=fault.executed, code=200)
                return Answer(code=200, body=whole.body[: len(whole.body) * 2 // 3])
            case Slow():
                answer = await self.carry_out(call)
                await asyncio.sleep(fault.seconds)
                return answer
            case CutBefore() | CutAfter() | Hang() | Twice():
                await self.either(call, executed=isinstance(fault, CutAfter), code=0)
                await asyncio.sleep(fault.seconds if isinstance(fault, Hang) else 0)
                return None

    async def either(self, call: Incoming, *, executed: bool, code: int) -> Answer:
        """Carry a call out, or only note that it came."""
        if executed:
            return await self.carry_out(call)
        self.record(call, accepted=False, code=code)
        return Answer(code=code, body=b'{"ok":true,"result":{"message_id":1}}')

    async def carry_out(self, call: Incoming) -> Answer:
        """Do what is asked and keep a record."""
        if call.method not in RECEIVING:
            return self.execute(call)
        try:
            self.faults.check(call.method, None)
            return self.accept(call, await self.receive(call.method, call.given))
        except RefusalError as refusal:
            return self.refuse(call, refusal)

    def execute(self, call: Incoming) -> Answer:
        """Do what needs no waiting."""
        try:
            self.faults.check(call.method, call.chat_id)
            result = execute(self.world, call.method, call.given)
        except RefusalError as refusal:
            return self.refuse(call, refusal)
        except (TypeError, ValueError, AttributeError, KeyError):  # a parameter of a shape that no check foresaw
            return self.refuse(call, bad("can't parse parameters"))
        if call.method in SENDING and isinstance(result, dict):
            self.note_sent(call.method, call.given, result)
        return self.accept(call, result)

    def accept(self, call: Incoming, result: object) -> Answer:
        """Record and answer a call that was carried out."""
        self.record(call, accepted=True, code=200, result=result)
        return accepted(result)

    def refuse(self, call: Incoming, refusal: RefusalError) -> Answer:
        """Record and answer a call that was not."""
        self.record(call, accepted=False, code=refusal.code, description=refusal.description)
        return refused(refusal)

    def record(
        self, call: Incoming, *, accepted: bool, code: int, description: str = "", result: object = None
    ) -> None:
        """Keep a record of a call."""
        kept = Call(
            at=call.at,
            method=call.method,
            chat_id=call.chat_id,
            parameters=call.given,
            accepted=accepted,
            code=code,
            description=description,
            fault=call.fault,
            result=result,
            unknown=parameters.unknown(call.method, call.given),
        )
        self.note(kept)

    async def receive(self, method: str, given: Parameters) -> object:
        """Do what concerns the way updates take."""
        if method == "getUpdates":
            return await self.updates_for(given)
        if method == "getWebhookInfo":
            return webhook.info(self.webhook, self.inbox.count(), self.inbox.allowed)
        if method == "setWebhook" and given.get("url"):
            webhook.check(given)
        await self.detach()
        if given.get("drop_pending_updates"):
            self.inbox.clear()
        if method == "setWebhook" and given.get("url"):
            self.inbox.allow(given.get("allowed_updates"))
            self.inbox.interrupt("terminated by setWebhook request")
            self.attach(self.make_webhook(given))
        return True

    async def updates_for(self, given: Parameters) -> list[Json]:
        """Hand out updates.

        Raises:
            RefusalError: 409, there is a webhook or another poller.
        """
        if self.webhook:
            wrong = "can't use getUpdates method while webhook is active"
            raise conflict(f"{wrong}; use deleteWebhook to delete the webhook first")
        self.inbox.allow(given.get("allowed_updates"))
        offset, limit, seconds = given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0)
        return await self.inbox.poll(offset=offset, limit=limit, seconds=seconds)

    def make_webhook(self, given: Parameters) -> Webhook:
        """Read what setWebhook says."""
        wanted = given.get("max_connections") or webhook.DEFAULT_CONNECTIONS
        return Webhook(
            url=str(given["url"]),
            secret=str(given.get("secret_token") or ""),
            connections=min(max(wanted, 1), webhook.MOST_CONNECTIONS),
            pace=self.pace,
            execute=lambda method, said: self.execute(Incoming(method=method, given=said, at=time.monotonic())),
            stir=self.stir,
        )

    def attach(self, target: Webhook) -> None:
        """Deliver to an address from now on, beginning with what waits."""
        self.webhook = target
        self.inbox.listener = target.add
        for pending in self.inbox.ready(len(self.inbox.waiting)):
            target.add(pending)

    async def detach(self) -> None:
        """Deliver to no address any more."""
        self.inbox.listener = None
        target, self.webhook = self.webhook, None
        if target:
            await target.close()

    def file(self, path: str) -> Answer:
        """Serve a file that getFile named."""
        token, _, place = path.partition("/")
        data = self.world.files.get(place.removeprefix("photos/"))
        if token != self.token or data is None:
            return refused(not_found())
        return Answer(code=200, body=data, kind="application/octet-stream")
