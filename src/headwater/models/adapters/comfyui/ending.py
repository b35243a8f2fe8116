"""What a server keeps of a workflow that has ended: its files and words, or why there are none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from headwater.models.adapter import Call, Failure, FailureCode
from headwater.models.adapters.comfyui.graph import title, workflow
from headwater.models.adapters.said import DETAIL
from headwater.platform.kinds import Kind

Entry = dict[str, Any]
"""One of `/history`: `outputs` by node, and `status`."""
KINDS = {
    Kind.IMAGE: (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".bmp", ".tiff"),
    Kind.VIDEO: (".mp4", ".webm", ".mov", ".mkv", ".avi", ".m4v"),
    Kind.AUDIO: (".mp3", ".wav", ".flac", ".ogg", ".opus", ".m4a", ".aac"),
}
"""Endings of file names: under which key a node lists its files says little, a video may be among the `images`."""
REFUSALS = ("moderat", "content policy", "content_policy", "content filter", "safety system", "nsfw")
"""What nodes that call a service say when it refuses the content."""
MEMORY = "OutOfMemoryError"
_NOTHING = {
    Kind.IMAGE: "no picture. It needs a node that saves one, such as Save Image",
    Kind.VIDEO: "no video. It needs a node that saves one, such as Save Video",
    Kind.AUDIO: "no sound. It needs a node that saves one, such as Save Audio",
    Kind.TEXT: "no text. It needs a node that shows one, such as Preview Any",
}


@dataclass(frozen=True)
class File:
    """A file on the server."""

    node: str
    name: str
    folder: str
    type: str
    """`output`, or `temp` for previews."""

    @property
    def kind(self) -> Kind | None:
        """What it is, by its ending."""
        ending = PurePosixPath(self.name).suffix.lower()
        return next((kind for kind, endings in KINDS.items() if ending in endings), None)


def failure(call: Call, entry: Entry) -> Failure | None:
    """Why it ended badly; None where it ended well."""
    status = entry.get("status")
    if not isinstance(status, dict) or status.get("status_str") != "error":
        return None
    for name, data in _messages(status):
        if name == "execution_interrupted":
            return Failure(FailureCode.CANCELLED, "It was interrupted on the ComfyUI server.", "no")
        if name == "execution_error":
            return _broken(call, data)
    return Failure(FailureCode.PROVIDER_ERROR, "The ComfyUI server says that it failed, and not why.", "unknown")


def has_ended(entry: Entry) -> bool:
    """Whether it is over; a status that nobody knows is not the end."""
    status = entry.get("status")
    if isinstance(status, dict):
        return bool(status.get("completed")) or status.get("status_str") in ("success", "error")
    return bool(entry.get("outputs"))


def files(call: Call, entry: Entry) -> list[File]:
    """The files of the model's kind, the chosen node's first, then what was saved, then what was only shown."""
    chosen = call.using.fixed.get("output")
    found = [each for each in _files(entry) if each.kind is call.model.kind and each.type != "input"]
    return sorted(found, key=lambda each: (each.node != chosen, each.type != "output"))


def text(call: Call, entry: Entry) -> str:
    """The words that nodes gave, the chosen node's alone if it gave some."""
    chosen = call.using.fixed.get("output")
    found = {node: _words(output) for node, output in _outputs(entry)}
    return found.get(str(chosen)) or "\n\n".join(words for words in found.values() if words)


def nothing(call: Call) -> Failure:
    """It ended well, and there is no result."""
    words = f"The workflow gave {_NOTHING[call.model.kind]}."
    return Failure(FailureCode.PROVIDER_ERROR, words, "unknown")


def _broken(call: Call, data: dict[str, Any]) -> Failure:
    said = str(data.get("exception_message") or data.get("exception_type") or "").strip()
    where = title(workflow(call), str(data.get("node_id")))
    if str(data.get("exception_type")).endswith(MEMORY):
        words = f"The ComfyUI server ran out of memory at {where}. Try a smaller size or fewer frames."
        return Failure(FailureCode.PROVIDER_ERROR, words, "unknown")
    refused = any(each in said.lower() for each in REFUSALS)
    code = FailureCode.CONTENT_POLICY if refused else FailureCode.PROVIDER_ERROR
    words = call.connection.without_key(f"{where} failed: {said.splitlines()[0] if said else 'it did not say why'}")
    return Failure(code, words[:DETAIL], "unknown")


def _messages(status: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for message in status.get("messages") or ():
        match message:
            case [str() as name, dict() as data]:
                yield name, data
            case _:
                continue


def _outputs(entry: Entry) -> list[tuple[str, dict[str, Any]]]:
    outputs = entry.get("outputs")
    found = outputs.items() if isinstance(outputs, dict) else ()
    return [(str(node), output) for node, output in found if isinstance(output, dict)]


def _files(entry: Entry) -> Iterator[File]:
    for node, output in _outputs(entry):
        for several in output.values():
            for each in several if isinstance(several, list) else ():
                match each:
                    case {"filename": str() as name, **rest} if name:
                        yield File(node, name, str(rest.get("subfolder") or ""), str(rest.get("type") or "output"))
                    case _:
                        continue


def _words(output: dict[str, Any]) -> str:
    said = output.get("text") or output.get("string")
    several = said if isinstance(said, list) else [said]
    return "\n".join(each for each in several if isinstance(each, str))
