"""Somebody before a canvas who looks at panels and presses Generate while much else happens, and what became of it."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import httpx2
from sqlalchemy import select

from headwater.credits import store as credits
from headwater.models.catalogue import Catalogue
from headwater.models.model import Model
from headwater.models.price import PriceRule
from headwater.models.provider import Provider
from tests.desk import Desk, Json
from tests.generation.any_canvas import IDS, Canvas, Edit, laid_out
from tests.generation.any_models import PROVIDER
from tests.generation.recorder import Raced, Recorder, canonical
from tests.generation.work import edit, parts


@dataclass(frozen=True)
class Press:
    """Somebody presses Generate."""

    node: str
    back: int
    """How many panels ago it was that they looked."""
    key: int | None
    """Which of the keys that are used again; None: a fresh one."""
    pretence: str | None
    """What they send otherwise than it was shown."""


@dataclass(frozen=True)
class Moment:
    """Edits, then looks, then presses, all at once; and what else happens meanwhile."""

    edits: tuple[Edit, ...]
    looks: tuple[str, ...]
    then: tuple[Edit, ...]
    """Edits that nobody has seen in a panel."""
    presses: tuple[Press, ...]
    meanwhile: tuple[tuple[int, Edit | tuple[PriceRule, ...]], ...]
    """Edits, or a new price list, by the use of the database before or after which they happen."""
    settles: bool
    """Whether everything that runs has ended before the next moment."""


@dataclass
class Pressed:
    """What became of a press."""

    press: Press
    body: dict[str, str]
    before: int
    """As many panels had been shown."""
    answer: httpx2.Response


@dataclass
class Session:
    """One person before one canvas."""

    studio: "TheStudio"
    canvas: str
    models: tuple[Model, ...]
    shown: list[tuple[str, Json]] = field(default_factory=list)
    """Every panel that arrived in the browser, with its node."""
    pressed: list[Pressed] = field(default_factory=list)
    meanwhile: list[tuple[int, Any]] = field(default_factory=list)
    uses: int = 0

    async def live(self, moment: Moment) -> None:
        """Let a moment happen."""
        desk = self.studio.desk
        for each in moment.edits:
            await edit(desk, self.canvas, each)
        await asyncio.gather(*(self._look(node) for node in moment.looks))
        for each in moment.then:
            await edit(desk, self.canvas, each)
        self.uses, self.meanwhile = 0, list(moment.meanwhile)
        await asyncio.gather(*(self._press(each) for each in moment.presses))
        self.meanwhile = []
        if moment.settles:
            await self.settle()

    async def between(self) -> None:
        """Something is about to use the database, or has used it."""
        self.uses += 1
        due = [each for at, each in self.meanwhile if at == self.uses]
        for each in due:
            if callable(each):
                await edit(self.studio.desk, self.canvas, each)
            else:
                self.studio.offer(tuple(model.model_copy(update={"prices": each}) for model in self.models))

    async def settle(self) -> None:
        """Everything that was started has ended."""
        started = {each.answer.json()["id"] for each in self.pressed if each.answer.status_code == 202}
        await asyncio.gather(*(self.studio.desk.ended(id) for id in started))

    async def _look(self, node: str) -> None:
        answer = await self.studio.desk.http.get(f"/api/canvases/{self.canvas}/nodes/{node}/panel")
        if answer.status_code == 200:
            self.shown.append((node, answer.json()))

    async def _press(self, press: Press) -> None:
        if not self._seen(press.node):
            await self._look(press.node)
        offered = [node for node in IDS if self._seen(node)]
        if offered and press.node not in offered:
            press = replace(press, node=offered[IDS.index(press.node) % len(offered)])
        body = self._body(press)
        if body is None:
            return
        before = len(self.shown)
        path = f"/api/canvases/{self.canvas}/nodes/{press.node}/generations"
        answer = await self.studio.desk.http.post(path, json=body)
        self.pressed.append(Pressed(press, body, before, answer))
        panel = answer.json().get("details", {}).get("panel")
        if panel:
            self.shown.append((press.node, panel))

    def _seen(self, node: str) -> list[Json]:
        """The panels of a node with something to press, newest first."""
        return [panel for of, panel in reversed(self.shown) if of == node and panel["hash"] and panel["price"]]

    def _body(self, press: Press) -> dict[str, str] | None:
        seen = self._seen(press.node)
        if not seen:
            return None
        panel = seen[min(press.back, len(seen) - 1)]
        body = {"price": panel["price"], "hash": panel["hash"]}
        others = [panel for node in IDS if node != press.node for panel in self._seen(node)]
        match press.pretence:
            case "price":
                body["price"] = "0.5"
            case "hash":
                body["hash"] = "0" * 64
            case "elsewhere" if others:
                body = {"price": others[0]["price"], "hash": others[0]["hash"]}
        return {**body, "key": f"{self.canvas}-{press.key}" if press.key else uuid.uuid4().hex}


@dataclass
class TheStudio:
    """A studio with the recorder, and what can be seen of it from outside."""

    desk: Desk
    recorder: Recorder
    run: Callable[[Any], Any]
    hashes: dict[str, str] = field(default_factory=dict)
    """SHA-256 of each asset's bytes."""

    def offer(self, models: tuple[Model, ...]) -> None:
        """Let there be these models, and no others."""
        providers = parts(self.desk).providers
        provider = Provider(id=PROVIDER, name="Recorder", needs_key=False, at_once=99)
        providers.catalogue = Catalogue({PROVIDER: provider}, {model.id: model for model in models}, {})
        providers._forget(self.desk.studio.owner.id, PROVIDER)

    async def arrange(self, canvas: Canvas, models: tuple[Model, ...]) -> Session:
        """A new canvas, and somebody before it."""
        self.offer(models)
        session = Session(self, await self.desk.canvas([]), models)
        await edit(self.desk, session.canvas, partial(laid_out, canvas))
        state = self.desk.studio.app.state
        state.generations = replace(state.generations, database=Raced(self.desk.studio.database, session.between))
        return session

    async def holds(self) -> dict[str, int]:
        """What was ever held, by generation, in micro-credits."""
        async with self.desk.studio.database.read() as view:
            rows = await view.execute(select(credits.holds.c.generation, credits.holds.c.amount))
            return {row.generation: row.amount for row in rows}

    async def expected(self, panel: Json) -> bytes:
        """What a panel showed, as the recorder writes it down."""
        shown = panel["request"]
        strip = {each["node"]: each for each in panel["references"]}
        references = [await self._reference(each, strip[each["node"]]) for each in shown["references"]]
        rest = {name: shown[name] for name in ("model", "mode", "prompt", "settings")}
        return canonical({**rest, "references": references})

    async def _reference(self, sent: Json, shown: Json) -> Json:
        """A reference by its bytes: where a video's frame or sound was shown, by those."""
        media, sha = parts(self.desk).media, self.hashes[shown["asset"]]
        match sent["use"], shown["frame"]:
            case "frame", "last":
                return {"media": "image", "use": "frame", "sha": (await media.last_frame(sha)).sha}
            case "frame", at:
                seconds = 0 if at == "first" else at
                return {"media": "image", "use": "frame", "sha": (await media.frame_at(sha, seconds)).sha}
            case "sound", _:
                return {"media": "audio", "use": "sound", "sha": (await media.soundtrack(sha)).sha}
            case use, _:
                return {"media": sent["kind"], "use": use, "sha": sha}
