"""What a server of one's own serves: its list of models, and the entry that each becomes."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from headwater.models.adapter import Failure, FailureCode
from headwater.models.adapters import http
from headwater.models.model import Model
from headwater.models.provider import Connection
from headwater.platform.kinds import Kind
from headwater.providers.connection import Edit, OwnModel

MOST = 2000
"""Models of one server that are listed."""
_NAME = re.compile(r"[\w.:@+-]+(/[\w.:@+-]+)*")
_HINTS = {
    Kind.AUDIO: ("tts", "kokoro", "speech", "piper", "orpheus", "chatterbox", "voice"),
    Kind.IMAGE: ("image", "dall-e", "diffusion", "sdxl", "sd3", "flux", "dreamshaper", "imagen", "hidream"),
    Kind.VIDEO: ("video", "ltx", "wan2", "hunyuan", "mochi", "cogvideo"),
}
"""Parts of names that tell what a model makes, where the server does not. A person can say otherwise."""
_NO_MODELS = ("embed", "whisper", "rerank", "moderation", "transcribe", "bge-")
"""Parts of the names of what makes nothing that a node could show."""


@dataclass(frozen=True)
class Listed:
    """One model as the server lists it."""

    name: str
    kind: Kind


async def list_models(connection: Connection) -> list[Listed]:
    """What the server lists at `/models`. Raises `Failure`."""
    said = (await http.ask(connection, "/models")).json()
    rows = said.get("data") if isinstance(said, dict) else None
    if not isinstance(rows, list):
        words = "The list of models is none. Is the address that of an OpenAI-compatible server?"
        raise Failure(FailureCode.PROVIDER_ERROR, words)
    found = [_listed(row) for row in rows[:MOST] if isinstance(row, dict)]
    return [each for each in found if each]


async def find_address(connection: Connection, urls: list[str]) -> str:
    """The first of `urls` under which models are listed. Raises the first one's `Failure` where none does."""
    first: Failure | None = None
    for url in urls:
        try:
            await list_models(Connection(connection.provider, url, connection.key, own=True))
        except Failure as failure:
            first = first or failure
        else:
            return url
    raise first or Failure(FailureCode.PROVIDER_ERROR, "There is no address to try.")


def addresses(url: str) -> list[str]:
    """Where the API of a server may begin, the likeliest first: most begin at `/v1`."""
    if urlsplit(url).path.rstrip("/").endswith("/v1"):
        return [url]
    both = [f"{url}/v1", url]
    return both if not urlsplit(url).path.strip("/") else both[::-1]


def own_model(provider: str, listed: Listed, edit: Edit) -> OwnModel:
    """The model that a listed one becomes, with what the person said of it."""
    id = f"{provider}/{listed.name}"
    return OwnModel(id=id, provider=provider, entry=_entry(id, listed, edit.kind or listed.kind), edit=edit)


def edited(own: OwnModel, edit: Edit) -> OwnModel:
    """The same as the person says: another kind makes it another entry."""
    if edit.kind is None or edit.kind == own.entry.get("kind"):
        return own.model_copy(update={"edit": edit})
    return own_model(own.provider, Listed(own.id.partition("/")[2], edit.kind), edit)


def model_of(own: OwnModel) -> Model:
    """The model of a stored entry, at the person's price. Raises `ValidationError` for an entry of an older time."""
    price = own.edit.credits
    priced = own.entry if price is None else {**own.entry, "prices": [{"credits": price}]}
    return Model.model_validate(priced)


def _listed(row: dict[str, Any]) -> Listed | None:
    name = row.get("id")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or any(part in name.lower() for part in _NO_MODELS):
        return None
    return Listed(name, _kind(name.lower(), row))


def _kind(name: str, row: dict[str, Any]) -> Kind:
    """What it makes: as the server says (OpenRouter's way), else by its name, else text."""
    makes = row.get("architecture", {}).get("output_modalities") if isinstance(row.get("architecture"), dict) else None
    if isinstance(makes, list) and makes:
        return next((kind for kind in (Kind.VIDEO, Kind.IMAGE, Kind.AUDIO) if kind in makes), Kind.TEXT)
    return next((kind for kind, hints in _HINTS.items() if any(hint in name for hint in hints)), Kind.TEXT)


def _entry(id: str, listed: Listed, kind: Kind) -> dict[str, Any]:
    shape = _BY_KIND[kind]
    return {
        "id": id,
        "name": listed.name,
        "kind": kind,
        "provider": id.partition("/")[0],
        "neural": True,
        "prices": [{"credits": "0"}],
        "source": "as the server lists it",
        **shape,
        "modes": [{**mode, "settings": _SETTINGS[kind]} for mode in shape["modes"]],
    }


_PICTURES = {"image": {"least": 0, "most": 8}}
_BY_KIND: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {
        "adapter": "chat",
        "description": "On a server of yours. Whether it sees pictures depends on the model.",
        "modes": [
            {"id": "write", "takes": _PICTURES},
            {"id": "describe", "prompt": "optional", "at_least": 1, "takes": _PICTURES},
        ],
    },
    Kind.IMAGE: {
        "adapter": "openai_media",
        "description": "On a server of yours. Whether it edits pictures depends on the model.",
        "modes": [
            {"id": "create", "endpoints": [{"path": "images/generations"}]},
            {
                "id": "edit",
                "takes": {"image": {"least": 1, "most": 8}},
                "endpoints": [{"path": "images/edits"}],
                "places": {"image": {"param": "image", "many": True}},
            },
        ],
    },
    Kind.AUDIO: {
        "adapter": "openai_media",
        "description": "On a server of yours. Which voices there are, its own page says.",
        "prompt_limit": 20000,
        "modes": [{"id": "speech", "endpoints": [{"path": "audio/speech"}]}],
    },
    Kind.VIDEO: {
        "adapter": "openai_media",
        "description": "On a server of yours.",
        "modes": [
            {
                "id": "create",
                "takes": {"image": {"least": 0, "most": 1}},
                "endpoints": [{"path": "videos"}],
                "places": {"first_frame": {"param": "frame_images", "many": True}},
            }
        ],
    },
}
_SETTINGS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {
        "max_tokens": {
            "title": "Longest answer",
            "advanced": True,
            "description": "In tokens; a word has about one and a third.",
            "type": "integer",
            "minimum": 16,
            "maximum": 131072,
            "default": 4096,
        },
        "temperature": {
            "title": "Temperature",
            "advanced": True,
            "description": "Low is sober, high is surprising. The server's own choice unless set.",
            "type": "number",
            "minimum": 0,
            "maximum": 2,
        },
    },
    Kind.IMAGE: {
        "size": {
            "title": "Size",
            "enum": ["1024x1024", "1536x1024", "1024x1536", "768x768", "512x512"],
            "default": "1024x1024",
        },
    },
    Kind.AUDIO: {
        "voice": {"title": "Voice", "description": "As the server calls it.", "type": "string", "default": "alloy"},
        "speed": {"title": "Speed", "type": "number", "minimum": 0.25, "maximum": 4, "default": 1},
    },
    Kind.VIDEO: {
        "duration": {
            "title": "Duration",
            "unit": "s",
            "type": "integer",
            "minimum": 1,
            "maximum": 60,
            "default": 5,
        },
    },
}
