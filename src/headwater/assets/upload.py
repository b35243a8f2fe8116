"""One file out of a multipart form, handed on while it arrives: nothing of it is collected in memory or on disk."""

from collections import deque
from collections.abc import AsyncIterator

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from headwater.platform.errors import InvalidInput

FIELD = "file"
"""The name of the form's field that carries the file."""
LONGEST_START = 64 * 2**10
"""Bytes of the form that may come before the file."""


class Upload:
    """A form being read: `open` goes as far as the file's name, then iterating gives the file's bytes."""

    def __init__(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        self.name = ""
        """What the sender calls the file. Never to be trusted, nor used as a path."""
        self._body = body
        self._parser = _parser(content_type, self)
        self._header = b"", b""
        self._headers: dict[bytes, bytes] = {}
        self._state = "before"
        self._pieces: deque[bytes] = deque()

    async def open(self) -> "Upload":
        """Itself, read up to its file. Raises `InvalidInput` where there is none."""
        size = 0
        while self._state == "before":
            advanced = await self._advance()
            size += advanced
            if not advanced or (size > LONGEST_START and self._state == "before"):
                raise InvalidInput(f"The form has no file in its field `{FIELD}`.")
        return self

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            while self._pieces:
                yield self._pieces.popleft()
            if self._state == "after":
                return
            if not await self._advance():
                raise InvalidInput("The upload stopped before its end. Send it again.")

    async def _advance(self) -> int:
        """Read a little further; how many bytes, 0 at the end of the body."""
        async for chunk in self._body:
            if chunk:
                try:
                    return self._parser.write(chunk)
                except FormParserError:
                    raise InvalidInput("The form is malformed.") from None
        return 0

    def on_part_begin(self) -> None:
        """A new field begins."""
        self._headers = {}

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        """A bit of a header's name."""
        self._header = self._header[0] + data[start:end], self._header[1]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        """A bit of a header's value."""
        self._header = self._header[0], self._header[1] + data[start:end]

    def on_header_end(self) -> None:
        """The header is whole."""
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = b"", b""

    def on_headers_finished(self) -> None:
        """Is this the field with the file?"""
        _, options = parse_options_header(self._headers.get(b"content-disposition"))
        if self._state == "before" and options.get(b"name") == FIELD.encode() and b"filename" in options:
            self._state = "inside"
            # Browsers write a quotation mark in a name like this, and a percent sign as it is.
            self.name = options[b"filename"].decode(errors="replace").replace("%22", '"')

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Bytes of a field; only the file's are handed on."""
        if self._state == "inside":
            self._pieces.append(data[start:end])

    def on_part_end(self) -> None:
        """The field is whole."""
        if self._state == "inside":
            self._state = "after"


def _parser(content_type: str, upload: Upload) -> MultipartParser:
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise InvalidInput(f"Send the file as a multipart form, in the field `{FIELD}`.")
    try:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": upload.on_part_begin,
                "on_header_field": upload.on_header_field,
                "on_header_value": upload.on_header_value,
                "on_header_end": upload.on_header_end,
                "on_headers_finished": upload.on_headers_finished,
                "on_part_data": upload.on_part_data,
                "on_part_end": upload.on_part_end,
            },
        )
    except FormParserError:
        raise InvalidInput("The form is malformed.") from None
