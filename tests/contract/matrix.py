"""What every adapter must survive, through the whole studio and over real HTTP.

An adapter's test class takes `OneCallMatrix` (answered in one go) or `JobMatrix` (submitted, polled, fetched), and
`LinkedFiles` where results come as links. It says how its service is run and what is asked of it.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.contract.service import Cut, Dropped, Late, Lost, Service, Status, WrongType
from tests.crash.points import Point
from tests.crash.server import Nursery, Server, a_server
from tests.desk import Desk, open_desk
from tests.waiting import eventually

Json = Any
KEY = "sk-the-key-that-nobody-may-ever-see"


class CallMatrix(ABC):
    """What holds for every call."""

    PROVIDER: ClassVar[str]
    """Whom the model belongs to."""
    BASE: ClassVar[str] = ""
    """Where the API begins below the service's address."""
    TYPE: ClassVar[str | None] = None
    """What a server of one's own speaks; None for a provider that ships."""
    NODE: ClassVar[dict[str, Json]]
    """The node `it` that is generated, as in a canvas file: kind, model, prompt, settings."""
    UPSTREAM: ClassVar[tuple[dict[str, Json], ...]] = ()
    """Text nodes that are connected to it."""
    CAN_FIND: ClassVar[bool] = False
    """Whether the service can be asked what became of a request whose answer was lost."""
    KNOWS_ALL: ClassVar[bool] = False
    """Whether it also knows what it was never sent."""

    @abstractmethod
    def serve(self) -> Service:
        """The service in miniature, not started."""

    @abstractmethod
    def refuse(self, service: Service) -> None:
        """Let the next request be refused for its content, as the service does that."""

    @pytest.fixture
    def service(self) -> Iterator[Service]:
        """The running service."""
        with self.serve() as service:
            yield service

    @pytest.fixture
    async def at_work(self, desk: Desk, service: Service) -> "AtWork":
        """A studio that is connected to the service, and a canvas with the node."""
        return AtWork(self, desk, service, await self.arranged(desk.http, service))

    async def arranged(self, http: Any, service: Service) -> str:
        """Connect, and make the canvas; gives its id."""
        wish = {"url": f"{service.url}{self.BASE}", "key": KEY} | ({"type": self.TYPE} if self.TYPE else {})
        answer = await http.put(f"/api/providers/{self.PROVIDER}", json=wish)
        assert (answer.status_code, answer.json()["state"]) == (200, "connected"), answer.text
        nodes = [{"id": "it", **self.NODE}, *self.UPSTREAM]
        links = [{"from": each["id"], "to": "it"} for each in self.UPSTREAM]
        answer = await http.post("/api/canvases", json={"headwater": 1, "nodes": nodes, "connections": links})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def test_what_was_asked_comes_at_the_price_that_was_shown(self, at_work: "AtWork") -> None:
        price = (await at_work.panel())["price"]
        ended = await at_work.generate()
        assert (ended["state"], ended["placed"]) == ("succeeded", True), ended["error"]
        assert (ended["price"], at_work.service.submits) == (price, 1)
        await at_work.paid(ended)

    async def test_a_busy_provider_is_asked_again_after_the_wait_that_it_named(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Status(429, {"Retry-After": "0"}, {"error": {"message": "Slow down"}}))
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 2), ended["error"]
        await at_work.paid(ended)

    async def test_a_server_error_at_the_submit_ends_it_and_nothing_is_sent_again(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Status(500, {}, {"error": {"message": "Out of order"}}))
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("provider_error", 1)
        assert "Out of order" in ended["error"]["message"]
        await at_work.free_of_charge()

    async def test_a_refusal_says_so_and_gives_the_credits_back(self, at_work: "AtWork") -> None:
        self.refuse(at_work.service)
        ended = await at_work.generate()
        assert (ended["state"], ended["error"]["code"]) == ("failed", "content_policy"), ended["error"]
        assert at_work.service.submits == 1
        await at_work.free_of_charge()

    async def test_a_key_that_is_refused_is_said_once_and_keeps_generate_off(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Status(401, {}, {"error": {"message": f"Invalid key {KEY}"}}))
        ended = await at_work.generate()
        assert ended["error"]["code"] == "auth"
        assert KEY not in ended["error"]["message"]
        assert (await at_work.panel())["reason"]["code"] == "key_refused"
        await at_work.free_of_charge()

    async def test_a_key_that_may_not_do_one_thing_still_does_others(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Status(403, {}, {"error": {"message": "Not for your plan"}}))
        ended = await at_work.generate()
        assert ended["error"]["code"] == "auth"
        assert (await at_work.panel())["can_generate"]
        await at_work.free_of_charge()

    async def test_a_late_answer_is_waited_for_and_nothing_is_sent_meanwhile(self, at_work: "AtWork") -> None:
        late = Late()
        at_work.service.fault("submit", late)
        id = await at_work.press()
        await asyncio.to_thread(late.arrived.wait)
        assert (await at_work.panel())["reason"]["code"] == "generating"
        late.release()
        ended = await at_work.desk.ended(id)
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]
        await at_work.paid(ended)

    async def test_a_lost_answer_is_looked_up_where_that_can_be_and_never_sent_again(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Lost())
        ended = await at_work.generate()
        assert at_work.service.submits == 1
        if self.CAN_FIND:
            assert ended["state"] == "succeeded", ended["error"]
            await at_work.paid(ended)
        else:
            assert (ended["state"], ended["error"]["code"]) == ("unknown", "unknown_outcome")
            await at_work.free_of_charge()

    async def test_an_unknown_outcome_is_asked_after_only_where_that_can_be(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", Dropped())
        ended = await at_work.generate()
        assert (ended["state"], ended["can_check"]) == ("unknown", self.CAN_FIND), ended["error"]
        found = await at_work.check(ended)
        if self.KNOWS_ALL:
            assert (found["state"], found["error"]["code"]) == ("failed", "never_arrived")
        else:
            assert found["code"] == "cannot_be_asked"
        assert at_work.service.submits == 1
        await at_work.free_of_charge()

    async def test_an_answer_that_is_no_answer_ends_it(self, at_work: "AtWork") -> None:
        at_work.service.fault("submit", WrongType())
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("provider_error", 1)
        await at_work.free_of_charge()

    async def test_a_provider_that_is_gone_is_named_and_costs_nothing(self, at_work: "AtWork") -> None:
        at_work.service.__exit__(None, None, None)
        ended = await at_work.generate()
        assert ended["error"]["code"] == "provider_error"
        assert "cannot be reached" in ended["error"]["message"]
        await at_work.free_of_charge()

    @pytest.mark.parametrize("when", ["before", "after"])
    @pytest.mark.asyncio(loop_scope="session")  # as the nursery's
    async def test_killed_while_submitting(self, nursery: Nursery, home: Path, service: Service, when: str) -> None:
        ended = await self.killed(nursery, home, service, Point(when, "leave"))
        assert service.submits <= 1
        assert ended["state"] in ("succeeded", "unknown")

    async def killed(self, nursery: Nursery, home: Path, service: Service, point: Point) -> Json:
        """The generation, once a new server has brought it to its end after the first was killed at `point`."""
        async with a_server(nursery, home, point) as server:
            await self.press_on(server, service)
            await server.died()
        async with open_desk(home) as desk:
            (generation,) = await desk.get("/api/generations")
            ended = await desk.ended(generation["id"])
            settled = await self.settled(desk)
            assert settled == (["held", "captured"] if ended["state"] == "succeeded" else ["held", "released"])
        return ended

    async def press_on(self, server: Server, service: Service) -> None:
        """Connect, make the canvas and press Generate, on a server that may die of it."""
        await server.press(await self.arranged(server.http, service), "it")

    async def settled(self, desk: Desk) -> list[str]:
        """What the ledger says after the opening credits, oldest first."""
        return [entry["kind"] for entry in reversed(await desk.get("/api/credits/entries"))][1:]


class AtWork:
    """A person at a studio that is connected to the service."""

    def __init__(self, matrix: CallMatrix, desk: Desk, service: Service, canvas: str) -> None:
        self.matrix = matrix
        self.desk = desk
        self.service = service
        self.canvas = canvas

    async def panel(self) -> Json:
        """The node's panel."""
        return await self.desk.panel(self.canvas, "it")

    async def press(self) -> str:
        """Press Generate; gives the generation."""
        panel = await self.panel()
        assert panel["can_generate"], panel["reason"]
        answer = await self.desk.press(self.canvas, "it", panel)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def generate(self) -> Json:
        """Press Generate and wait until it has ended."""
        return await self.desk.ended(await self.press())

    async def cancel(self, id: str) -> Json:
        """Cancel it and wait until it has ended."""
        answer = await self.desk.http.post(f"/api/generations/{id}/cancel")
        assert answer.is_success, answer.text
        return await self.desk.ended(id)

    async def check(self, generation: Json) -> Json:
        """Ask again what became of it; what is answered."""
        return (await self.desk.http.post(f"/api/generations/{generation['id']}/check")).json()

    async def polled(self) -> None:
        """Return once the provider was asked how far it is."""
        await eventually(lambda: _polled(self.service))

    async def paid(self, ended: Json) -> None:
        """The price was captured once, and nothing is held."""
        balance, held = await self.desk.balance()
        assert (Decimal(balance), held) == (1000 - Decimal(ended["price"]), "0")
        assert await self.matrix.settled(self.desk) == ["held", "captured"]

    async def paid_for_a_part(self, ended: Json) -> None:
        """Less than the price was captured, the rest is back, and the take says that it is a part."""
        balance, held = await self.desk.balance()
        assert (Decimal(balance), held) == (1000 - Decimal(ended["charged"]), "0")
        assert 0 <= Decimal(ended["charged"]) < Decimal(ended["price"]) or ended["price"] == "0"
        (take,) = await self.desk.get(f"/api/canvases/{self.canvas}/nodes/it/takes")
        assert take["note"].startswith("Only a part of it came.")

    async def free_of_charge(self) -> None:
        """Every credit is back."""
        assert await self.desk.balance() == ("1000", "0")
        assert await self.matrix.settled(self.desk) == ["held", "released"]


class OneCallMatrix(CallMatrix):
    """What holds where the answer comes in one go."""

    async def test_an_answer_that_breaks_off_is_no_result_and_a_text_a_part(self, at_work: AtWork) -> None:
        at_work.service.fault("submit", Cut())
        ended = await at_work.generate()
        assert at_work.service.submits == 1
        if ended["kind"] == "text" and ended["state"] == "succeeded":
            return await at_work.paid_for_a_part(ended)
        assert ended["error"]["code"] in ("unknown_outcome", "provider_error")
        await at_work.free_of_charge()

    async def test_cancelled_while_the_provider_works(self, at_work: AtWork) -> None:
        late = Late()
        at_work.service.fault("submit", late)
        id = await at_work.press()
        await asyncio.to_thread(late.arrived.wait)
        assert (await at_work.cancel(id))["state"] == "cancelled"
        await at_work.free_of_charge()

    @pytest.mark.asyncio(loop_scope="session")
    async def test_killed_while_the_provider_works(self, nursery: Nursery, home: Path, service: Service) -> None:
        late = Late()
        service.fault("submit", late)
        ended = await self.killed(nursery, home, service, Point("after", "ask", times=3))
        assert (ended["state"], service.submits) == ("succeeded" if self.CAN_FIND else "unknown", 1)

    @pytest.mark.asyncio(loop_scope="session")
    async def test_killed_before_the_answer_is_taken_home(self, nursery: Nursery, home: Path, service: Service) -> None:
        ended = await self.killed(nursery, home, service, Point("before", "fetch"))
        assert (ended["state"], service.submits) == ("succeeded", 1), ended["error"]


class JobMatrix(CallMatrix):
    """What holds where a job is submitted, polled and fetched."""

    STOPS: ClassVar[frozenset[str]] = frozenset({"queued", "running"})
    """Which jobs the service can be told to stop."""

    @abstractmethod
    def hold(self, service: Service, queued: bool) -> None:
        """Let jobs stay queued, or running, until they are cancelled."""

    @abstractmethod
    def strange_status(self, service: Service) -> None:
        """Let the next poll of a job tell a status that nobody has heard of."""

    async def test_a_poll_that_goes_wrong_is_made_again(self, at_work: AtWork) -> None:
        at_work.service.fault("poll", Status(500), Status(429, {"Retry-After": "0"}), WrongType())
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]
        await at_work.paid(ended)

    async def test_an_unknown_status_is_not_an_end(self, at_work: AtWork) -> None:
        self.strange_status(at_work.service)
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]

    async def test_a_key_revoked_on_the_way(self, at_work: AtWork) -> None:
        at_work.service.fault("poll", Status(401, {}, {"error": {"message": "Revoked"}}))
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("auth", 1)
        assert (await at_work.panel())["reason"]["code"] == "key_refused"
        await at_work.free_of_charge()

    @pytest.mark.parametrize("queued", [True, False], ids=["queued", "running"])
    async def test_cancelled_at_the_provider(self, at_work: AtWork, queued: bool) -> None:
        self.hold(at_work.service, queued)
        id = await at_work.press()
        await at_work.polled()
        ended = await at_work.cancel(id)
        assert (ended["state"], at_work.service.submits) == ("cancelled", 1)
        stopped = ("queued" if queued else "running") in self.STOPS
        assert ("was told to stop" if stopped else "could not be stopped") in ended["error"]["message"]
        await at_work.free_of_charge()

    @pytest.mark.parametrize("point", [Point("after", "ask"), Point("before", "fetch")], ids=["polling", "fetching"])
    @pytest.mark.asyncio(loop_scope="session")
    async def test_killed_on_the_way(self, nursery: Nursery, home: Path, service: Service, point: Point) -> None:
        ended = await self.killed(nursery, home, service, point)
        assert (ended["state"], service.submits) == ("succeeded", 1), ended["error"]


class LinkedFiles(CallMatrix):
    """What holds where results come as links to files."""

    async def test_an_expired_link_is_asked_for_anew(self, at_work: AtWork) -> None:
        at_work.service.fault("file", Status(403))
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]
        await at_work.paid(ended)

    async def test_a_file_that_breaks_off_is_fetched_again(self, at_work: AtWork) -> None:
        at_work.service.fault("file", Cut())
        ended = await at_work.generate()
        assert (ended["state"], at_work.service.submits) == ("succeeded", 1), ended["error"]
        await at_work.paid(ended)

    async def test_a_file_of_another_type_is_no_result(self, at_work: AtWork) -> None:
        at_work.service.fault("file", WrongType())
        ended = await at_work.generate()
        assert (ended["error"]["code"], at_work.service.submits) == ("provider_error", 1)
        await at_work.free_of_charge()


async def _polled(service: Service) -> bool:
    return service.counts["poll"] > 0
