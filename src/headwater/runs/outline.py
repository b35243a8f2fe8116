"""What a run would do with each node, and with which request: the rules of a plan, over one canvas. No I/O."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.canvas.document import CanvasNode, Snapshot
from headwater.generation.behind import Behind
from headwater.generation.current import is_a_persons, is_current, is_empty
from headwater.generation.generation import Told
from headwater.generation.imagined import WORDS, imagined
from headwater.generation.reasons import CIRCLE, UPSTREAM_IN_PROGRESS, standing_reasons
from headwater.generation.resolution import Resolution
from headwater.generation.situation import Situation
from headwater.models.price import Quantity
from headwater.platform.kinds import Kind
from headwater.runs.canvas_situation import CanvasSituation, Resolve
from headwater.runs.order import in_scope, reached, upstream_first
from headwater.runs.plan import ANEW, Scope, Standing
from headwater.runs.stand_in import rehearsed

_LASTING: frozenset[Quantity] = frozenset({"input_token", "input_video_second", "input_sound_second"})
_WORDED: frozenset[Quantity] = frozenset({"input_token", "thousand_characters", "thousand_bytes"})


_CANONICAL = json.JSONEncoder(sort_keys=True)


@dataclass(frozen=True)
class Outlined:
    """What a run would do with one node, before it is put into words."""

    node: CanvasNode
    does: Standing
    resolution: Resolution
    """As it would be sent: in a rehearsal by the built-in model, with imagined content where it is not there yet."""
    price: int | None
    """Micro-credits; 0 where nothing is sent, None where it cannot run."""
    exact: bool
    needs: tuple[str, ...]
    """The nodes of the plan directly upstream, in connection order."""
    anew: tuple[str, ...]
    """Those of them that its request depends on and that will show something else."""
    reason: Told | None
    behind: Behind | None
    """The generation that made what it shows."""
    agreed: str
    """Hash of what a person agrees to: what is set in its panel, the model, and what comes from outside the run.

    "" where nothing is made.
    """


def outline(now: CanvasSituation, scope: Scope) -> Iterator[Outlined]:
    """What a run over `scope` would do with each of its nodes, upstream first."""
    wanted = in_scope(now.document, scope)
    planner = _Planner(now, scope, wanted)
    for id in upstream_first(now.document, wanted, now.circles):
        yield planner.plan(id)


class _Planner:
    """Goes through the nodes upstream first, and imagines what will be there by then."""

    def __init__(self, now: CanvasSituation, scope: Scope, wanted: Collection[str]) -> None:
        self._now = now
        self._scope = scope
        self._wanted = wanted
        self._nodes = dict(now.document.nodes)
        self._assets = dict(now.assets)
        self._then = replace(now, document=Snapshot(self._nodes, now.document.connections), assets=self._assets)
        self._anew: set[str] = set()
        self._stuck: dict[str, str] = {}
        self._busy = reached(now.document.downstream, now.generating.difference(wanted))

    def plan(self, id: str) -> Outlined:
        """What the run does with this node."""
        asked = _asked(self._then.at(id), self._scope.rehearsal, self._then.resolve)
        used = _used(asked.chosen)
        anew = tuple(each for each in used if each in self._anew)
        does, reason = self._decide(asked, used, anew)
        outlined = Outlined(
            node=asked.now.node,
            does=does,
            resolution=asked.sent,
            price=self._price(does, asked.sent),
            exact=does != "run" or self._scope.rehearsal or not hangs_on(asked.sent, [self._nodes[id] for id in anew]),
            needs=tuple(source.id for _, source in asked.chosen.arriving if source.id in self._wanted),
            anew=anew,
            reason=reason,
            behind=self._now.behind.get(id),
            agreed=agreed(self._now, id, asked.sent, self._anew) if does in ANEW else "",
        )
        self._remember(outlined)
        return outlined

    def _decide(self, asked: "_Asked", used: Sequence[str], anew: Sequence[str]) -> tuple[Standing, Told | None]:
        id = asked.now.node.id
        if id in self._now.generating:
            return "going", None
        if self._holds(id) and is_a_persons(self._now.document.nodes[id], self._now.behind.get(id)):
            return "kept", None
        if self._holds(id) and not anew and not self._scope.again and asked.is_current(self._now.behind[id]):
            return "reused", None
        stuck = next((self._stuck[each] for each in used if each in self._stuck), None)
        if stuck:
            return "waits", Told(code="waits", message=f"Waits for “{stuck}”, which cannot run")
        reason = self._in_the_way(id) or asked.reason() or self._unknown(id, asked.sent)
        return ("blocked" if reason else "run"), reason

    def _holds(self, id: str) -> bool:
        """Whether it has content now. Nothing that comes is imagined for a node before it was decided upon."""
        return not is_empty(self._now.document.nodes[id], self._now.assets.get(id))

    def _in_the_way(self, id: str) -> Told | None:
        if id in self._now.circles:
            return CIRCLE
        return UPSTREAM_IN_PROGRESS if id in self._busy else None

    def _unknown(self, id: str, sent: Resolution) -> Told | None:
        """Nothing whose outcome is unknown is sent again silently."""
        content = self._now.unknown.get(id)
        if content is None or sent.request is None or sent.request.content != content:
            return None
        return Told(
            code="unknown_outcome",
            message="The provider never answered this very request. The node says what can be done about it",
        )

    def _price(self, does: Standing, sent: Resolution) -> int | None:
        if does != "run":
            return None if does in ("blocked", "waits") else 0
        return 0 if self._scope.rehearsal else sent.choice.price or 0

    def _remember(self, outlined: Outlined) -> None:
        node = outlined.node
        if outlined.does in ("blocked", "waits"):
            self._stuck[node.id] = node.title
        elif outlined.does in ANEW:
            self._anew.add(node.id)
            if node.kind is Kind.TEXT:
                self._nodes[node.id] = node if node.text.strip() else replace(node, text=WORDS)
            else:
                sent = outlined.resolution
                self._assets[node.id] = imagined(node, sent.inputs.prompt, sent.choice.settings)


@dataclass(frozen=True)
class _Asked:
    """One node as it is set, and as it would be sent: in a rehearsal that is not the same."""

    now: Situation
    chosen: Resolution
    then: Situation | Told
    sent: Resolution

    def is_current(self, behind: Behind) -> bool:
        """Whether what it shows is what would come."""
        rehearsal = self.sent is not self.chosen and behind.rehearsal and self.sent.request
        return behind.content == rehearsal.content if rehearsal else is_current(behind, self.chosen.request)

    def reason(self) -> Told | None:
        """Why it cannot be sent, in itself."""
        if isinstance(self.then, Told):
            return self.then
        return next(standing_reasons(self.then, self.sent.choice, self.sent.inputs), None)


def _asked(now: Situation, rehearsal: bool, resolve: Resolve) -> _Asked:
    chosen = resolve(now)
    then = rehearsed(now, chosen) if rehearsal else now
    sent = resolve(then) if isinstance(then, Situation) and then is not now else chosen
    return _Asked(now, chosen, then, sent)


def _used(resolution: Resolution) -> list[str]:
    """The upstream nodes whose content makes a difference to what is sent."""
    mode = resolution.choice.mode
    ignored = mode.ignores if mode else frozenset()
    texts = [each.node for each in resolution.inputs.texts if not each.aside]
    return texts + [each.node for each in resolution.inputs.references if each.media not in ignored]


def hangs_on(sent: Resolution, anew: Sequence[CanvasNode]) -> bool:
    """Whether the price may become another once these are there: it counts words, or how long something is."""
    model, mode = sent.choice.model, sent.choice.mode
    if not anew or model is None or mode is None:
        return False
    counted = {each for rule in model.prices for part in (rule, *rule.plus) for each in part.per}
    kinds = {node.kind for node in anew}
    follows = any(schema.get("follows") == "sound" for schema in mode.settings.values())
    lasting = bool(kinds & {Kind.VIDEO, Kind.AUDIO}) and (follows or bool(counted & _LASTING))
    return lasting or (Kind.TEXT in kinds and bool(counted & _WORDED))


def agreed(now: CanvasSituation, node: str, sent: Resolution, anew: Collection[str]) -> str:
    """Hash of what a person agrees to, when the content of `anew` is yet to come, whatever it will be."""
    held, model = now.document.nodes[node], sent.choice.model
    reaching = [
        [source.id, line.aside, line.frame, "" if source.id in anew else _content(now, source.id)]
        for line, source in sent.arriving
    ]
    own = [held.prompt, held.mode, held.model, held.settings, model.id if model else None]
    return hashlib.sha256(_CANONICAL.encode([own, reaching]).encode()).hexdigest()


def _content(now: CanvasSituation, id: str) -> str:
    node, asset = now.document.nodes[id], now.assets.get(id)
    return node.text if node.kind is Kind.TEXT else asset.sha if asset else ""
