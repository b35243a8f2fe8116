"""Presence: a tab speaks for itself only, and leaves no ghost."""

from collections.abc import Callable

from headwater.canvas.canvas import Canvas
from headwater.canvas.protocol import Close, Reader, awareness
from headwater.canvas.room import Limits
from headwater.canvas.rooms import Rooms
from headwater.platform.database import Database
from tests.canvas.peers import Tab

NewTab = Callable[[], Tab]


def states(payload: bytes) -> list[tuple[int, int, bytes]]:
    reader = Reader(payload)
    return [(reader.number(), reader.number(), reader.chunk()) for _ in range(reader.number())]


async def test_what_a_tab_says_about_itself_reaches_the_others(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.say(awareness([(7, 1, b'{"name":"Ann"}')]))
        await other.until(lambda: bool(other.heard))
        assert states(other.heard[0]) == [(7, 1, b'{"name":"Ann"}')]
        assert not one.heard


async def test_a_new_tab_is_told_who_is_here(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.say(awareness([(7, 1, b'{"name":"Ann"}')]))
        await other.until(lambda: bool(other.heard))
        late = await tab().join(room)
        await late.until(lambda: bool(late.heard))
        assert states(late.heard[0]) == [(7, 1, b'{"name":"Ann"}')]


async def test_when_a_tab_leaves_its_states_are_taken_back(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.say(awareness([(7, 1, b"{}"), (8, 3, b"{}")]))
        await other.until(lambda: bool(other.heard))
        await one.leave()
        await other.until(lambda: len(other.heard) == 2)
        assert states(other.heard[1]) == [(7, 2, b"null"), (8, 4, b"null")]


async def test_nobody_speaks_for_another_persons_tab(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, witness, stranger = await tab().join(room), await tab().join(room), tab()
        stranger.account = "somebody else"
        one.say(awareness([(7, 1, b'{"name":"Ann"}')]))
        await witness.until(lambda: bool(witness.heard))
        stranger.connect(room)
        stranger.say(awareness([(7, 9, b'{"name":"Mallory"}'), (9, 1, b'{"name":"Bob"}')]))
        await witness.until(lambda: len(witness.heard) == 2)
        assert states(witness.heard[1]) == [(9, 1, b'{"name":"Bob"}')]
        await stranger.leave()
        await witness.until(lambda: len(witness.heard) == 3)
        assert states(witness.heard[2]) == [(9, 2, b"null")]


async def test_an_echo_of_another_tab_of_mine_does_not_make_it_mine(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, echo, witness = await tab().join(room), await tab().join(room), await tab().join(room)
        one.say(awareness([(7, 1, b"{}")]))
        await echo.until(lambda: bool(echo.heard))
        echo.say(awareness([(7, 1, b"{}"), (8, 1, b"{}")]))
        await witness.until(lambda: len(witness.heard) == 2)
        assert states(witness.heard[1]) == [(8, 1, b"{}")]


async def test_a_tab_that_comes_back_before_its_old_socket_died_goes_on(
    canvas: Canvas, rooms: Rooms, tab: NewTab
) -> None:
    async with rooms.open(canvas.id) as room:
        dying, again, witness = await tab().join(room), await tab().join(room), await tab().join(room)
        dying.say(awareness([(7, 1, b'{"at":1}')]))
        await witness.until(lambda: bool(witness.heard))
        again.say(awareness([(7, 2, b'{"at":2}')]))
        await witness.until(lambda: len(witness.heard) == 2)
        await dying.leave()
        again.say(awareness([(7, 3, b'{"at":3}')]))
        await witness.until(lambda: len(witness.heard) == 3)
        assert states(witness.heard[2]) == [(7, 3, b'{"at":3}')]


async def test_one_tab_cannot_be_a_crowd(canvas: Canvas, rooms: Rooms, tab: NewTab) -> None:
    async with rooms.open(canvas.id) as room:
        one, other = await tab().join(room), await tab().join(room)
        one.say(awareness([(id, 1, b"{}") for id in range(100)]))
        await other.until(lambda: bool(other.heard))
        assert len(states(other.heard[0])) == 4


async def test_a_state_above_the_limit_closes_its_socket(canvas: Canvas, database: Database) -> None:
    rooms = Rooms(database, limits=Limits(presence=100))
    async with rooms.open(canvas.id) as room:
        one = await Tab(canvas.account).join(room)
        one.say(awareness([(7, 1, b'"' + b"x" * 200 + b'"')]))
        assert await one.wire.closed == Close.TOO_LARGE
        await one.leave()
    await rooms.close()
