"""The words of a Markdown text without its marks, as they would be read aloud: paragraphs of plain text."""

# ruff: noqa: RUF001 - signs that look alike are told apart here

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_TASK = re.compile(r"^\[[ xX]\]\s+")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_SENTENCE_END = re.compile(r"[.!?…:;,—–-][\"'”’)\]]*$")


def paragraphs(text: str) -> list[str]:
    """What is to be read, one string for each paragraph, heading, item of a list or row of a table.

    Of links and pictures the text is kept; code is read as it stands; HTML tags and comments are not read.
    """
    tokens = _MARKDOWN.parse(text)
    blocks = [block for place, token in enumerate(tokens) if (block := _block(tokens, place, token))]
    return [closed for block in _rows_joined(blocks) if (closed := _closed(block))]


def _block(tokens: list[Token], place: int, token: Token) -> tuple[str, str]:
    """The text of a block with the kind of what holds it; two empty strings for anything else."""
    if token.type in ("fence", "code_block"):
        return "code_open", token.content
    if token.type == "tr_close":
        return "tr_close", " "
    if token.type != "inline":
        return "", ""
    holder = tokens[place - 1].type
    text = _FOOTNOTE.sub("", _TASK.sub("", _inline(token.children or [])))
    return holder, _number(tokens, place) + text


def _number(tokens: list[Token], place: int) -> str:
    """The number of an item of a numbered list, for its first paragraph."""
    item = tokens[place - 2] if place > 1 else None
    return f"{item.info}, " if item and item.type == "list_item_open" and item.info else ""


def _inline(children: list[Token]) -> str:
    """The text of a line. A line break is one where it was written, as poems and credits have them."""
    parts = {"softbreak": "\n", "hardbreak": "\n", "html_inline": ""}
    return "".join(parts.get(each.type, each.content) for each in children)


def _rows_joined(blocks: list[tuple[str, str]]) -> list[str]:
    """The blocks' texts, with the cells of each row of a table in one."""
    joined, row = [], list[str]()
    for holder, text in blocks:
        if holder in ("th_open", "td_open"):
            row.append(text.strip())
        elif holder == "tr_close":
            joined.append(", ".join(cell for cell in row if cell))
            row = []
        elif text:
            joined.append(text)
    return joined


def _closed(block: str) -> str:
    """The block with a full stop at its end where it has no end, so that the voice falls there."""
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    text = "\n".join(lines)
    return text if not text or _SENTENCE_END.search(text) else text + "."
