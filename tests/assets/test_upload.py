"""Rules of the form: its file is handed on while it arrives, and everything else about it is passed over or refused."""

from collections.abc import AsyncIterator

import pytest

from headwater.assets.upload import LONGEST_START, Upload
from headwater.platform.errors import InvalidInput
from tests.assets.traces import chunks

TYPE = "multipart/form-data; boundary=frontier"


def form(*fields: tuple[str, bytes]) -> bytes:
    """A form with these disposition parameters and contents."""
    parts = [
        b"--frontier\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (how.encode(), data) for how, data in fields
    ]
    return b"".join(parts) + b"--frontier--\r\n"


async def receive(body: bytes, size: int = 2**16) -> tuple[str, bytes]:
    upload = await Upload(TYPE, chunks(body, size)).open()
    return upload.name, b"".join([piece async for piece in upload])


@pytest.mark.parametrize("size", [1, 7, 2**16])
async def test_the_file_arrives_whole_however_it_is_cut(size: int) -> None:
    data = bytes(range(256)) * 4 + b"\r\n--frontie" + b"\r\n--"
    body = form(('name="note"', b"hello"), ('name="file"; filename="a.png"', data), ('name="more"', b"later"))
    assert await receive(body, size) == ("a.png", data)


async def test_a_name_may_be_in_any_script() -> None:
    assert (await receive(form(('name="file"; filename="終.png"', b"x"))))[0] == "終.png"


async def test_an_empty_file_is_empty() -> None:
    assert await receive(form(('name="file"; filename="a.png"', b""))) == ("a.png", b"")


async def test_the_file_is_handed_on_before_it_has_all_come() -> None:
    async def beginning() -> AsyncIterator[bytes]:
        yield form(('name="file"; filename="a.png"', b"x" * 1000))[:500]
        pytest.fail("More was read than was asked for.")

    upload = await Upload(TYPE, beginning()).open()
    assert await anext(aiter(upload))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        form(),
        form(('name="other"; filename="a.png"', b"x")),
        form(('name="file"', b"x")),
        form(('name="note"', b"x" * (2 * LONGEST_START)), ('name="file"; filename="a"', b"x")),
    ],
    ids=["empty", "nonsense", "no field", "another field", "no file", "too much before"],
)
async def test_a_form_without_the_file_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        await receive(body)


async def test_a_form_that_ends_too_early_is_refused() -> None:
    with pytest.raises(InvalidInput, match="stopped"):
        await receive(form(('name="file"; filename="a.png"', b"x" * 1000))[:500])


@pytest.mark.parametrize(
    "kind", ["", "application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 999]
)
async def test_what_is_no_form_is_refused(kind: str) -> None:
    with pytest.raises(InvalidInput):
        Upload(kind, chunks(b""))
