"""The whole prompt as it would be sent, part by part: which words are the node's own, and which come from where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from headwater.canvas.prompt import Chip, parse_prompt

BETWEEN = "\n\n"
"""What stands between upstream texts, and between them and the node's own words."""


@dataclass(frozen=True)
class PromptPart:
    """Some of the prompt; the texts of all parts, joined, are the prompt."""

    text: str
    """Never empty."""
    node: str | None
    """The upstream node that it comes from; None for the node's own words and for what separates."""


def prompt_parts(prompt: str, upstream: Mapping[str, str], first: Iterable[str]) -> tuple[PromptPart, ...]:
    """What a prompt comes to.

    `upstream`: the words that a chip stands for, by node; a chip of any other node says nothing.
    `first`: the nodes whose words come before the prompt, in order. Whitespace at the edges of the whole is left out.
    """
    before = [PromptPart(text, node) for node in first if (text := upstream[node])]
    own = _stripped(_said(part, upstream) for part in parse_prompt(prompt))
    between = PromptPart(BETWEEN, None)
    lead = [each for part in before for each in (part, between)]
    return tuple(lead + own if own else lead[:-1])


def _said(part: str | Chip, upstream: Mapping[str, str]) -> PromptPart:
    return PromptPart(upstream.get(part.node, ""), part.node) if isinstance(part, Chip) else PromptPart(part, None)


def _stripped(parts: Iterable[PromptPart]) -> list[PromptPart]:
    """Without empty parts, and without whitespace at either end of the whole."""
    begun = list(dropwhile(lambda part: not part.text.strip(), parts))
    ended = list(dropwhile(lambda part: not part.text.strip(), reversed(begun)))[::-1]
    if ended:
        ended[0] = PromptPart(ended[0].text.lstrip(), ended[0].node)
        ended[-1] = PromptPart(ended[-1].text.rstrip(), ended[-1].node)
    return [part for part in ended if part.text]
