"""What each method does to the world; a table at the end names them all."""

import time
from collections.abc import Callable

from . import checks, markup
from .parameters import Parameters
from .refusal import bad, not_found
from .world import BOT, BOT_ID, Chat, Json, Query, World, photo

Method = Callable[[World, Parameters], object]

LONGEST_ANSWER = 200
#: What a profile text is called, how long it may be, and what is said when it is longer.
PROFILE = {"name": 64, "description": 512, "short_description": 120}


def get_me(_world: World, _given: Parameters) -> Json:
    """Say who the bot is."""
    return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}


def say(world: World, given: Parameters, content: Json) -> Json:
    """Put a message of the bot into a chat."""
    buttons = checks.keyboard(given.get("reply_markup"))
    chat = world.find(given.get("chat_id"))
    where = checks.place(chat, given)
    sender: Json = {"sender_chat": chat.facts} if chat.facts["type"] == "channel" else {"from": BOT}
    return world.keep(chat, {**sender, **where, **content, **buttons})


def send_message(world: World, given: Parameters) -> Json:
    """Send a text."""
    return say(world, given, checks.text(given))


def send_photo(world: World, given: Parameters) -> Json:
    """Send a picture with a caption."""
    return say(world, given, photo(world, given.get("photo"), given) | checks.caption(given))


def send_contact(world: World, given: Parameters) -> Json:
    """Send a contact."""
    if not given.get("phone_number"):
        raise bad("phone number is empty")
    if not given.get("first_name"):
        raise bad("contact first name is empty")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return say(world, given, {"contact": {name: given[name] for name in names if given.get(name)}})


def send_rich_message(world: World, given: Parameters) -> Json:
    """Send a rich message; we keep its source as its text."""
    return say(world, given, {"text": checks.rich(given.get("rich_message"))})


def send_chat_action(world: World, given: Parameters) -> bool:
    """Show that the bot is busy."""
    world.find(given.get("chat_id"))
    if given.get("action") not in checks.CHAT_ACTIONS:
        raise bad("wrong parameter action in request")
    return True


def editable(world: World, given: Parameters) -> Json | None:
    """Find the message to edit; None stands for one that was sent inline or that we no longer have."""
    if given.get("inline_message_id"):
        return None
    chat = world.find(given.get("chat_id"))
    message_id = given.get("message_id", 0)
    if not chat.had(message_id):
        raise bad("message to edit not found")
    message = chat.messages.get(message_id)
    if message and message.get("from", BOT)["id"] != BOT_ID:
        raise bad("message can't be edited")
    return message


def edit(world: World, given: Parameters, content: Json, *, drops: tuple[str, ...] = ()) -> Json | bool:
    """Change a message; its buttons go unless they are given again."""
    buttons = checks.keyboard(given.get("reply_markup"))
    message = editable(world, given)
    if message is None:
        return True
    kept = {key: value for key, value in message.items() if key not in {*drops, "reply_markup", "edit_date"}}
    changed: Json = {**kept, **content, **buttons}
    if changed == {key: value for key, value in message.items() if key != "edit_date"}:
        same = (
            "specified new message content and reply markup are exactly the same as a current content and reply markup"
        )
        raise bad(f"message is not modified: {same} of the message")
    changed["edit_date"] = int(time.time())
    world.chats[message["chat"]["id"]].messages[message["message_id"]] = changed
    return changed


def edit_text(world: World, given: Parameters) -> Json | bool:
    """Change a text."""
    content = checks.text(given)
    message = editable(world, given)
    if message and "text" not in message:
        raise bad("there is no text in the message to edit")
    return edit(world, given, content, drops=("entities",))


def edit_caption(world: World, given: Parameters) -> Json | bool:
    """Change a caption, or take it away."""
    content = checks.caption(given)
    message = editable(world, given)
    if message and "photo" not in message:
        raise bad("there is no caption in the message to edit")
    return edit(world, given, content, drops=("caption", "caption_entities"))


def edit_keyboard(world: World, given: Parameters) -> Json | bool:
    """Change the buttons alone."""
    return edit(world, given, {})


def edit_media(world: World, given: Parameters) -> Json | bool:
    """Change a picture; only pictures can be had here."""
    media = given.get("media")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise bad("can't parse InputMedia: only photos are emulated")
    content = photo(world, media.get("media"), given) | checks.caption(media)
    return edit(world, given, content, drops=("text", "entities", "caption", "caption_entities"))


def delete_message(world: World, given: Parameters) -> bool:
    """Remove a message."""
    chat = world.find(given.get("chat_id"))
    message_id = given.get("message_id", 0)
    if not chat.had(message_id):
        raise bad("message to delete not found")
    chat.messages.pop(message_id, None)
    return True


def open_query(queries: dict[str, Query], query_id: object) -> Query:
    """Find a query that still waits."""
    query = queries.get(str(query_id))
    if query is None or query.answered or query.until < time.monotonic():
        raise bad("query is too old and response timeout expired or query ID is invalid")
    return query


def answer_callback(world: World, given: Parameters) -> bool:
    """Answer a pressed button."""
    query = open_query(world.callbacks, given.get("callback_query_id"))
    if markup.units(str(given.get("text") or "")) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query.answered = True
    return True


def answer_inline(world: World, given: Parameters) -> bool:
    """Answer an inline query."""
    query = open_query(world.inline, given.get("inline_query_id"))
    checks.results(given.get("results"))
    if len(str(given.get("next_offset") or "").encode()) > checks.LONGEST_DATA:
        raise bad("NEXT_OFFSET_INVALID")
    query.answered = True
    return True


def set_commands(world: World, given: Parameters) -> bool:
    """Set the commands of a scope and a language."""
    checks.commands(given.get("commands"))
    world.profile[commands_key(given)] = given["commands"]
    return True


def get_commands(world: World, given: Parameters) -> object:
    """Read them back."""
    return world.profile.get(commands_key(given), [])


def delete_commands(world: World, given: Parameters) -> bool:
    """Remove them."""
    world.profile.pop(commands_key(given), None)
    return True


def commands_key(given: Parameters) -> str:
    """Name the place of a list of commands."""
    scope = given.get("scope") or {"type": "default"}
    return f"commands:{sorted(scope.items())}:{given.get('language_code') or ''}"


def setter(name: str) -> Method:
    """Make the method that sets one text of the bot's profile."""

    def set_text(world: World, given: Parameters) -> bool:
        value = str(given.get(name) or "")
        if markup.units(value) > PROFILE[name]:
            raise bad(f"BOT_{name.upper()}_TOO_LONG")
        world.profile[f"{name}:{given.get('language_code') or ''}"] = value
        return True

    return set_text


def set_menu_button(world: World, given: Parameters) -> bool:
    """Set the menu button of a chat or of all."""
    world.profile[f"menu_button:{given.get('chat_id', '')}"] = given.get("menu_button")
    return True


def leave_chat(world: World, given: Parameters) -> bool:
    """Leave a group or channel."""
    chat = world.find(given.get("chat_id"))
    if chat.facts["type"] == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.refusal = f"bot is not a member of the {chat.facts['type']} chat"
    return True


def get_chat(world: World, given: Parameters) -> Json:
    """Describe a chat."""
    chat: Chat = world.find(given.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    types = dict.fromkeys(gifts, False)
    return chat.facts | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": types}


def get_file(world: World, given: Parameters) -> Json:
    """Say where a file can be fetched."""
    file_id = str(given.get("file_id"))
    if file_id not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    size = len(world.files[file_id])
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size, "file_path": f"photos/{file_id}"}


#: Those that put a message into a chat.
SENDING = frozenset({"sendMessage", "sendPhoto", "sendContact", "sendRichMessage"})

METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendContact": send_contact,
    "sendRichMessage": send_rich_message,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_keyboard,
    "editMessageMedia": edit_media,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback,
    "answerInlineQuery": answer_inline,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": setter("name"),
    "setMyDescription": setter("description"),
    "setMyShortDescription": setter("short_description"),
    "setChatMenuButton": set_menu_button,
    "leaveChat": leave_chat,
    "getChat": get_chat,
    "getFile": get_file,
}


def execute(world: World, name: str, given: Parameters) -> object:
    """Carry out a call.

    Raises:
        RefusalError: Telegram would not do it.
    """
    method = METHODS.get(name)
    if method is None:
        raise not_found()
    return method(world, given)
