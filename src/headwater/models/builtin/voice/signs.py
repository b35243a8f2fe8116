"""Signs and letters that the voice would silently pass over: made speakable, or told."""

# ruff: noqa: RUF001 - signs that look alike are told apart here

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

_WORDS = {
    "≈": " approximately ",
    "≠": " is not equal to ",
    "≤": " is at most ",
    "≥": " is at least ",
    "√": " the square root of ",
    "∞": " infinity ",
    "−": "-",
    "⁄": "/",
    "№": " number ",
    "‰": " per thousand ",
    "⇒": " therefore ",
    "℃": "°C",
    "℉": "°F",
    "。": ".",
    "、": ",",
    "·": ", ",
    "•": ", ",
    "‐": "-",
    "‑": "-",
    "ʻ": "",
    "´": "'",
    "‘": "'",
    "„": "“",
    "«": "“",
    "»": "”",
}
_MONEY = {
    "₿": "bitcoins",
    "₽": "rubles",
    "₺": "liras",
    "₪": "shekels",
    "₫": "dong",
    "₴": "hryvnias",
    "₦": "nairas",
    "₱": "pesos",
    "฿": "baht",
}
_SPOKEN = frozenset("=<>~°¢§¶±×÷©→½¼¾²³µ|^+$£€¥₹₩%&@#*_/\\")
"""Signs that the voice has words for."""
_QUIET = frozenset("™®`´¨¯¸")
"""Signs that nobody reads aloud."""
_JOINERS = "\u200d\ufe0f"
"""What makes one emoji of several, or a picture of a sign."""
_NUMBER = r"\d+(?:[.,]\d+)*"
_PRICE = re.compile(rf"([{''.join(_MONEY)}])\s?({_NUMBER})")
_SCHEME = re.compile(r"\b(?:https?|ftp)://", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z\d-]+\.)+[a-z]{2,}(?:/[^\s,;)]*)?", re.IGNORECASE)
_DOMAIN = re.compile(r"@|^www\.|/|\.(?:com|org|net|edu|gov|io|co|uk|de|fr|info|tv|ai|app|dev|studio|film)\b", re.I)
_TIMES = re.compile(r"(?<=\d)\s?\*\s?(?=\d)")
_LONG_NUMBER = re.compile(r"\d{16,}")
_LONG_WORD = re.compile(r"[^\W\d_]{25,}")
_LETTERS_AT_ONCE = 24
"""The network for unknown words reads no more of a word."""


@dataclass(frozen=True)
class Speakable:
    """A text of which everything will be heard."""

    text: str
    left_out: tuple[str, ...]
    """Signs without a sound that were taken out, such as emoji, in their order."""


def speakable(text: str, alphabet: Collection[str]) -> Speakable:
    """`text` in letters of `alphabet` and signs that have words; what has none is taken out and told."""
    text = _addresses(unicodedata.normalize("NFC", text))
    text = _PRICE.sub(lambda price: f"{price[2]} {_MONEY[price[1]]}", text)
    text = _TIMES.sub(" times ", text)
    text = _LONG_NUMBER.sub(lambda number: " ".join(number[0]), text)
    pieces = [_sign(sign, alphabet) for sign in text]
    left_out = _runs(text, pieces)
    kept = "".join(" " if piece is None else piece for piece in pieces)
    return Speakable(_LONG_WORD.sub(_in_pieces, _tidied(kept)), left_out)


def _addresses(text: str) -> str:
    """Web and mail addresses in words: `a@b.com` is "a at b dot com"."""
    return _ADDRESS.sub(lambda found: _in_words(found[0]), _SCHEME.sub("", text))


def _in_words(address: str) -> str:
    if not _DOMAIN.search(address):
        return address
    rest = address.rstrip("./")
    end = "." if address.endswith(".") else ""
    words = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore ", "?": " ", "=": " equals "}
    return "".join(words.get(sign, sign) for sign in rest.removeprefix("www.")) + end


def _sign(sign: str, alphabet: Collection[str]) -> str | None:
    """What is spoken for one character; None when it has no sound and should be told."""
    if sign in _WORDS:
        return _WORDS[sign]
    if sign in _MONEY:
        return f" {_MONEY[sign]} "
    if sign.isascii() or sign in _SPOKEN:
        return sign if sign.isprintable() or sign.isspace() else ""
    if sign in _QUIET:
        return ""
    return _of_category(sign, unicodedata.category(sign), alphabet)


def _of_category(sign: str, category: str, alphabet: Collection[str]) -> str | None:
    if category[0] == "L":
        return sign if sign in alphabet else _plainer(sign)
    if category in ("Nd", "No", "Nl"):
        return _digits(sign)
    if category[0] == "Z":
        return " "
    if category[0] == "P":
        return sign
    return "" if category in ("Cf", "Cc", "Mn") else None


def _plainer(letter: str) -> str:
    """A letter that the voice does not know, without what is above and below it; ligatures in their letters."""
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _digits(sign: str) -> str | None:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() and plain.isalnum() else None


def _runs(text: str, pieces: list[str | None]) -> tuple[str, ...]:
    """The signs that were taken out, those that belong together (a flag, a family) as one."""
    pairs = zip(text, pieces, strict=True)
    marked = "".join(sign if piece is None or sign in _JOINERS else " " for sign, piece in pairs)
    return tuple(run for run in marked.split() if run.strip(_JOINERS))


def _tidied(text: str) -> str:
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return "\n".join(re.sub(r" ([,.;:!?])", r"\1", line) for line in lines if line)


def _in_pieces(word: re.Match[str]) -> str:
    letters = word[0]
    starts = range(0, len(letters), _LETTERS_AT_ONCE)
    return " ".join(letters[start : start + _LETTERS_AT_ONCE] for start in starts)
