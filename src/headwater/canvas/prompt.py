"""A prompt's text and the chips in it: `⟦node-id⟧` stands for a node, `⟦⟦` for one `⟦` that somebody typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PART = re.compile(r"⟦⟦|⟦([A-Za-z0-9_-]{1,64})⟧")


@dataclass(frozen=True)
class Chip:
    """A node named inside a prompt; it follows its node when order or title change."""

    node: str
    """The node's id; the node may be gone or no longer connected."""


def parse_prompt(text: str) -> tuple[str | Chip, ...]:
    """The runs of text and the chips of a prompt, in order; a `⟦` that begins neither is text."""
    if "⟦" not in text:  # as in most prompts
        return (text,) if text else ()
    parts: list[str | Chip] = []
    end = 0
    for match in _PART.finditer(text):
        parts += [text[end : match.start()], Chip(match[1]) if match[1] else "⟦"]
        end = match.end()
    return _joined([*parts, text[end:]])


def write_prompt(parts: Iterable[str | Chip]) -> str:
    """The text that `parse_prompt` reads as `parts`."""
    return "".join(f"⟦{part.node}⟧" if isinstance(part, Chip) else part.replace("⟦", "⟦⟦") for part in parts)


def chips(text: str) -> tuple[str, ...]:
    """The ids of the nodes that a prompt names, in order, each once."""
    return tuple(dict.fromkeys(part.node for part in parse_prompt(text) if isinstance(part, Chip)))


def _joined(parts: list[str | Chip]) -> tuple[str | Chip, ...]:
    joined: list[str | Chip] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)
