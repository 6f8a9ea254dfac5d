"""What Telegram refuses, in its own words where we know them."""

import re
from typing import Any
from urllib.parse import urlsplit

from . import markup
from .parameters import Parameters
from .refusal import bad
from .world import Chat, Json

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_RICH = 32768
LONGEST_DATA = 64
LONGEST_COPY = 256
MOST_BUTTONS = 100
WIDEST_ROW = 8
MOST_RESULTS = 50
MOST_COMMANDS = 100

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_]{2,}|\d+(?:\.\d+){3}")
CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)


def text(parameters: Parameters, name: str = "text") -> Json:
    """Check the text of a message; returns it plain, with its entities."""
    content = formatted(parameters, name)
    if not content:
        raise bad("message text is empty")
    if markup.units(content["text"]) > LONGEST_TEXT:
        raise bad("message is too long")
    return content


def caption(parameters: Parameters) -> Json:
    """Check a caption, which may be missing."""
    content = formatted(parameters, "caption")
    if not content:
        return {}
    if markup.units(content["text"]) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    renamed: Json = {"caption": content["text"]}
    return renamed | {"caption_entities": content["entities"]} if "entities" in content else renamed


def formatted(parameters: Parameters, name: str) -> Json:
    """Read a text with its formatting; nothing, if nothing would be seen. Markdown is taken as it stands."""
    raw = parameters.get(name) or ""
    if not isinstance(raw, str):
        raw = str(raw)
    mode = str(parameters.get("parse_mode") or "").lower()
    if mode not in {"", "html", "markdown", "markdownv2"}:
        raise bad("unsupported parse_mode")
    given = parameters.get("entities" if name == "text" else f"{name}_entities") or ()
    plain, entities = markup.parse(raw) if mode == "html" else (raw, tuple(given))
    plain = plain.rstrip()
    if not plain:
        return {}
    return {"text": plain, "entities": list(entities)} if entities else {"text": plain}


def keyboard(given: object) -> Json:
    """Check a reply markup; returns the part of a message that shows it, which only inline keyboards have."""
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    rows = given.get("inline_keyboard")
    if rows is None:
        return {}
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > WIDEST_ROW for row in rows):
        raise bad("reply markup is too long")
    for row in rows:
        for each in row:
            button(each)
    return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}


def button(given: object) -> None:
    """Check one inline button."""
    if not isinstance(given, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    if not isinstance(given.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not given["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    if not any(action in given for action in ACTIONS):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in given and not 1 <= len(str(given["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in given:
        link(given["url"])
    if "copy_text" in given and not 1 <= markup.units(copied(given["copy_text"])) <= LONGEST_COPY:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def copied(given: object) -> str:
    """Read what a button copies."""
    return str(given.get("text", "")) if isinstance(given, dict) else ""


def link(given: object) -> None:
    """Check the address of a button: a web address with a real host, or one of Telegram's own."""
    try:
        parts = urlsplit(str(given))
        host = parts.hostname or ""
        _ = parts.port  # a port that is no number raises
    except ValueError:
        raise bad("BUTTON_URL_INVALID") from None
    scheme = parts.scheme.lower()
    bare = not scheme and HOST.match(str(given))  # "example.org/page" is taken as http
    web = scheme in {"http", "https"} and HOST.fullmatch(host) and " " not in str(given)
    if not bare and not web and not (scheme == "tg" and host):
        raise bad("BUTTON_URL_INVALID")


def place(chat: Chat, parameters: Parameters) -> Json:
    """Check topic and reply; returns the parts of a message that show them."""
    shown: Json = {}
    topic = parameters.get("message_thread_id")
    if topic:
        if topic not in chat.topics:
            raise bad("message thread not found")
        shown |= {"message_thread_id": topic, "is_topic_message": True}
    reply = parameters.get("reply_parameters")
    if isinstance(reply, dict):
        shown |= replied(chat, reply)
    return shown


def replied(chat: Chat, reply: dict[str, Any]) -> Json:
    """Check what is replied to."""
    message_id = int(reply.get("message_id", 0))
    elsewhere = str(reply.get("chat_id") or chat.id) != str(chat.id)
    if not elsewhere and not chat.had(message_id):
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    original = None if elsewhere else chat.messages.get(message_id)
    quote = str(reply.get("quote") or "")
    if original and quote not in str(original.get("text", original.get("caption", ""))):
        raise bad("QUOTE_TEXT_INVALID")
    return {"reply_to_message": plain(original)} if original else {}


def plain(message: Json) -> Json:
    """Show a message within another: without what it replied to itself."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def results(given: object) -> None:
    """Check the answer to an inline query."""
    if not isinstance(given, list):
        raise bad("can't parse inline query results JSON object")
    if len(given) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in given]
    if any(not 1 <= len(each.encode()) <= LONGEST_DATA for each in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    for each in given:
        result(each)


def result(given: Json) -> None:
    """Check one inline result."""
    keyboard(given.get("reply_markup"))
    content = given.get("input_message_content")
    if given.get("type") == "article":
        if not given.get("title"):
            raise bad("can't parse inline query result: Can't find field \"title\"")
        if not isinstance(content, dict):
            raise bad("message text is empty")
    if isinstance(content, dict) and "message_text" in content:
        text({**content, "text": content["message_text"]})
    if given.get("caption"):
        caption(given)


def commands(given: object) -> None:
    """Check a list of commands."""
    if not isinstance(given, list):
        raise bad("can't parse list of bot commands")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in given:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", str(each.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= markup.units(str(each.get("description", ""))) <= LONGEST_COPY:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def rich(given: object) -> str:
    """Check a rich message as far as we can: one source, not empty, not too long. What it says is not parsed."""
    sources = [given[key] for key in ("html", "markdown") if given.get(key)] if isinstance(given, dict) else []
    if len(sources) != 1 or not str(sources[0]).strip():
        raise bad("rich message must have either HTML or Markdown")
    if markup.units(str(sources[0])) > LONGEST_RICH:
        raise bad("message is too long")
    return str(sources[0])
