"""What the pictures show: canvases with content in every state, made once by a real server."""

from dataclasses import dataclass
from pathlib import Path

from tests.journeys.studio import Json, Studio, node

SCRIPT = """## The last ferry

*Dawn. A harbour under fog; one lamp still burns.*

Mara, 60, ties up a boat that nobody has asked for in years. She counts the ropes: one, two, three.

**MARA:** It always comes back when the water is this still."""
PROMPT = "A small harbour at dawn, fog over still water, one lamp burning at the end of the pier, film still"
LONG = " ".join(
    [
        "Wide shot from the water, low and slow.",
        "The fog opens just enough to show the pier, and then closes again behind the boat.",
        "Nothing is hurried: the lamp flickers twice, a gull turns its head, a rope tightens.",
    ]
    * 9
)
PICTURES = (
    ("lantern", "Lantern", "halide", "Quiet film stills, fine grain.", "3.5", 1),
    ("atelier", "Atelier 2", "halide", "Painterly, slow, exact hands.", "12", 6),
    ("draft", "Draft", "yours", "Fast sketches for storyboards.", "0.35", 1),
)
"""Picture models to choose from: id, name, provider, description, price, the most pictures it takes."""
STATES = ("empty", "generating", "ready", "failed")
MODES = {"text": "write", "image": "create", "video": "create", "audio": "speech"}
PROVIDERS = """
[[provider]]
id = "halide"
name = "Halide"
needs_key = false
at_once = 100

[[provider]]
id = "yours"
name = "Your server"
needs_key = false
at_once = 100
"""
MODEL = """
[[model]]
id = "studio/{id}"
name = "{name}"
kind = "{kind}"
provider = "{provider}"
adapter = "doubles"
neural = false
description = "{description}"
prices = [{{ credits = "{price}" }}]

[model.settings]
seconds = {{ type = "number", default = 1 }}
outcome = {{ enum = ["ok"], default = "ok" }}
aspect = {{ title = "Aspect", enum = ["16:9", "1:1"], default = "16:9" }}

[[model.modes]]
id = "{mode}"
prompt = "required"
takes = {{}}
"""
EDIT = """
[[model.modes]]
id = "edit"
prompt = "optional"
takes = {{ image = {{ least = 1, most = {most} }} }}
"""


def write_models(folder: Path) -> None:
    """A catalogue: picture models to choose from, and for each kind one that holds up nobody while it takes long."""
    entries = [PROVIDERS]
    for id, name, provider, description, price, most in PICTURES:
        known = {"id": id, "name": name, "provider": provider, "description": description, "price": price}
        entries.append((MODEL + EDIT).format(**known, kind="image", mode="create", most=most))
    for kind, mode in MODES.items():
        known = {"id": f"slow-{kind}", "name": "Patient", "provider": "yours", "description": "Takes its time."}
        entries.append(MODEL.format(**known, price="7", kind=kind, mode=mode))
    folder.mkdir()
    (folder / "models.toml").write_text("".join(entries))


SLOW: dict[str, Json] = {"settings": {"seconds": 600}, "model": "studio/slow-image"}


@dataclass(frozen=True)
class Material:
    """The ids of the canvases."""

    empty: str
    piece: str
    states: str
    references: str
    lines: str
    many: str


def prepare(studio: Studio) -> Material:
    """Make everything that the pictures show; some of it goes on generating while they are taken."""
    return Material(
        empty=studio.canvas(title="Untitled canvas"),
        piece=_piece(studio),
        states=_states(studio),
        references=_references(studio),
        lines=_lines(studio),
        many=_many(studio),
    )


def _piece(studio: Studio) -> str:
    nodes = [
        node("script", "text", title="Script", x=0, y=100, w=300, h=300, text=SCRIPT),
        node("harbour", "image", title="Harbour", x=420, y=0, prompt=PROMPT),
        node("mara", "image", title="Mara", x=420, y=260, prompt="Mara at the tiller, the sun going down"),
        node("voice", "audio", title="Voice-over", x=420, y=520, mode="speech", prompt="It always comes back. " * 4),
        node(
            "shot",
            "video",
            title="Opening shot",
            x=1010,
            y=40,
            prompt="Slowly from ⟦harbour⟧ to ⟦mara⟧ as the fog lifts",
        ),
    ]
    links = [("script", "harbour"), ("harbour", "shot"), ("mara", "shot"), ("voice", "shot")]
    canvas = studio.canvas(nodes, links, title="The last ferry")
    for each in ("harbour", "mara", "voice", "shot"):
        studio.generate(canvas, each)
    return canvas


def _states(studio: Studio) -> str:
    """A row for each kind, a column for each state."""
    rows = [("text", 320), ("image", 260), ("video", 260), ("audio", 220)]
    nodes: list[dict[str, Json]] = []
    y = 0.0
    for kind, height in rows:
        for column, state in enumerate(STATES):
            nodes.append(_in_state(kind, state, column * 400, y))
        y += height + 80
    canvas = studio.canvas(nodes, title="States")
    for kind, _ in rows:
        studio.generate(canvas, f"{kind}-ready")
        studio.generate(canvas, f"{kind}-failed")
        studio.begin(canvas, f"{kind}-generating")
    return canvas


def _in_state(kind: str, state: str, x: float, y: float) -> dict[str, Json]:
    of_state: dict[str, dict[str, Json]] = {
        "generating": {"settings": {"seconds": 600}, "model": f"studio/slow-{kind}"},
        "failed": {"settings": {"outcome": "content_policy"}},
    }
    prompt = "" if state == "empty" else PROMPT
    return node(
        f"{kind}-{state}",
        kind,
        title=f"{kind.capitalize()} {state}",
        x=x,
        y=y,
        prompt=prompt,
        **of_state.get(state, {}),
    )


def _references(studio: Studio) -> str:
    """Nodes whose panels have much to show."""
    nodes = [
        node("note", "text", title="Mood", x=0, y=-120, text="Cold, patient, a little hopeful."),
        node("script", "text", title="Script", x=0, y=140, text=SCRIPT),
        node("one", "image", title="Harbour", x=0, y=460, prompt=PROMPT),
        node("two", "image", title="Mara", x=0, y=720, prompt="Portrait of an old ferrywoman"),
        node("clip", "video", title="Water", x=0, y=980, prompt="Water", settings={"duration": 2}),
        node("voice", "audio", title="Voice-over", x=0, y=1240, mode="speech", prompt="It always comes back."),
        node(
            "shot",
            "video",
            title="Opening shot",
            x=560,
            y=0,
            prompt="Slowly from ⟦one⟧ to ⟦two⟧, in the mood of ⟦note⟧",
        ),
        node("edit", "image", title="Repaint", x=1100, y=0, prompt="The same place as ⟦one⟧, at night"),
        node("wait", "video", title="Waiting", x=1640, y=0, prompt="Wait for it"),
        node("busy", "image", title="Busy", x=1640, y=400, prompt=PROMPT, **SLOW),
        node("speech", "audio", title="Narration", x=2180, y=0, mode="speech", prompt=LONG * 3),
        node("nearly", "audio", title="Nearly", x=2180, y=500, mode="speech", prompt=LONG * 2 + LONG[:1100]),
        node("long", "image", title="Long prompt", x=2720, y=0, prompt=LONG),
    ]
    links = [("note", "shot"), ("script", "shot"), ("one", "shot"), ("two", "shot"), ("clip", "shot")]
    links += [("voice", "shot"), ("one", "edit"), ("two", "edit"), ("script", "edit"), ("busy", "wait")]
    canvas = studio.canvas(nodes, links, title="References")
    for each in ("one", "two", "clip", "voice"):
        studio.generate(canvas, each)
    studio.begin(canvas, "busy")
    return canvas


def _lines(studio: Studio) -> str:
    """Nodes to draw connections between."""
    nodes = [
        node("sound", "audio", title="Voice-over", x=0, y=0, mode="speech", prompt="It always comes back."),
        node("picture", "image", title="Harbour", x=520, y=-60, prompt=PROMPT),
        node("shot", "video", title="Opening shot", x=520, y=260),
        node("words", "text", title="Script", x=0, y=260, text=SCRIPT),
    ]
    canvas = studio.canvas(nodes, [("words", "shot")], title="Connections")
    studio.generate(canvas, "sound")
    studio.generate(canvas, "picture")
    return canvas


def _many(studio: Studio) -> str:
    """Three hundred nodes in scenes of ten, each feeding the next."""
    kinds = ("text", "image", "image", "video", "audio")
    nodes, links = [], []
    for number in range(300):
        scene, place = divmod(number, 10)
        x, y = scene % 6 * 2400 + place % 5 * 440, scene // 6 * 900 + place // 5 * 360
        text = {"text": SCRIPT} if kinds[place % 5] == "text" else {}
        nodes.append(node(f"n{number}", kinds[place % 5], title=f"Shot {number + 1}", x=x, y=y, **text))
        if place % 5 in (1, 2, 3):
            links.append((f"n{number - 1}", f"n{number}"))
        elif place == 5:
            links.append((f"n{number - 5}", f"n{number}"))
    canvas = studio.canvas(nodes, links, title="A feature in thirty scenes")
    return canvas
