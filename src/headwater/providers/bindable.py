"""What of a workflow can be set from outside: its inputs with their types, and a guess at what each is for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from headwater.platform.kinds import Kind
from headwater.providers.connection import Shown
from headwater.providers.workflow import Node, Workflow

Json = Any
ObjectInfo = Mapping[str, Mapping[str, Json]]
"""What a server says of its nodes, by class."""
CHOICES = 500
"""As many choices of one input as are listed."""
Role = Literal["prompt", "reference", "setting"]


class InputType(StrEnum):
    """What an input holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"

    @property
    def kind(self) -> Kind | None:
        """The kind of file that it names, if it names one."""
        return Kind(self.value) if self in (InputType.IMAGE, InputType.VIDEO, InputType.AUDIO) else None


class Suggestion(Shown):
    """What an input is probably for."""

    role: Role
    title: str
    minimum: float | None = None
    maximum: float | None = None
    random: bool = False
    """Whether it should be another number each time."""


class Bindable(Shown):
    """One input that can be set from outside."""

    node: str
    input: str
    node_title: str
    class_type: str
    type: InputType
    value: str | bool | int | float
    """What the workflow itself says."""
    minimum: float | None = None
    """As the server says; None where it does not, or is not asked."""
    maximum: float | None = None
    step: float | None = None
    choices: list[str | int | float] | None = None
    suggestion: Suggestion | None = None
    problem: str | None = None
    """Why the workflow cannot run as it is, such as a file that the server does not have."""


class Saving(Shown):
    """A node that gives a result."""

    node: str
    title: str
    kind: Kind


class Analysis(Shown):
    """What can be made of a workflow."""

    inputs: list[Bindable]
    outputs: list[Saving]
    kind: Kind | None
    """What it makes; None where that cannot be seen."""
    missing: list[str]
    """Classes of nodes that the server does not have."""
    asked: bool
    """Whether the server could be asked what its nodes take."""


def analyse(workflow: Workflow, info: ObjectInfo | None) -> Analysis:
    """What can be bound, what comes out. `info`: what the server says of the classes, None where it did not answer."""
    roles = _Roles(workflow)
    inputs = _with_prompt([each for node in workflow.nodes.values() for each in _bindables(node, info or {}, roles)])
    outputs = [Saving(node=n.id, title=n.title, kind=kind) for n in workflow.nodes.values() if (kind := _saved(n))]
    classes = dict.fromkeys(node.class_type for node in workflow.nodes.values())
    missing = [] if info is None else [each for each in classes if each not in info]
    kind = next((kind for kind in _RICHEST if any(each.kind is kind for each in outputs)), None)
    return Analysis(inputs=inputs, outputs=outputs, kind=kind, missing=missing, asked=info is not None)


def _with_prompt(inputs: list[Bindable]) -> list[Bindable]:
    """Where no sampler shows which words are the prompt, the first words that somebody wrote are."""
    if any(each.suggestion and each.suggestion.role == "prompt" for each in inputs):
        return inputs
    free = (each for each in inputs if each.type is InputType.TEXT and each.input in _WRITTEN and not each.suggestion)
    first = next(free, None)
    return [each.model_copy(update={"suggestion": _PROMPT}) if each is first else each for each in inputs]


_PROMPT = Suggestion(role="prompt", title="Prompt")
_RICHEST = (Kind.VIDEO, Kind.IMAGE, Kind.AUDIO, Kind.TEXT)
"""Of several results, the one that the workflow is for: a video workflow often shows pictures on the way."""
_SAVERS = (
    (("SaveVideo", "VideoCombine", "SaveWEBM"), Kind.VIDEO),
    (("SaveAudio", "PreviewAudio"), Kind.AUDIO),
    (("SaveImage", "PreviewImage", "SaveAnimated", "ImageSave", "Image Save", "SaveSVG"), Kind.IMAGE),
    (("PreviewAny", "ShowText", "DisplayText", "SaveText"), Kind.TEXT),
)
_LOADERS = (("LoadImage", Kind.IMAGE), ("LoadVideo", Kind.VIDEO), ("LoadAudio", Kind.AUDIO))
_LOADED = ("image", "video", "audio", "file")
_DECIMAL = ("cfg", "guidance", "denoise", "strength", "shift", "fps", "seconds")
"""Inputs that may have a fraction although a file says 8 and not 8.0."""


def _saved(node: Node) -> Kind | None:
    return next((kind for parts, kind in _SAVERS if any(part in node.class_type for part in parts)), None)


def _bindables(node: Node, info: ObjectInfo, roles: "_Roles") -> list[Bindable]:
    found = []
    for name, value in node.values().items():
        said = _Said(info.get(node.class_type, {}), name)
        if node.class_type in info and not said.listed:
            continue
        type = said.type or _guessed(node, name, value)
        bindable = Bindable(
            node=node.id,
            input=name,
            node_title=node.title,
            class_type=node.class_type,
            type=type,
            value=value,
            minimum=said.number("min"),
            maximum=said.number("max"),
            step=said.number("step"),
            choices=said.choices if type is InputType.CHOICE else None,
            problem=_problem(type, said, value),
        )
        found.append(bindable.model_copy(update={"suggestion": roles.suggested(bindable)}))
    return found


def _guessed(node: Node, name: str, value: Json) -> InputType:
    """The type by the value, and by the names of the nodes that everybody uses."""
    loads = next((kind for part, kind in _LOADERS if part in node.class_type), None)
    match value:
        case bool():
            return InputType.SWITCH
        case int() if name not in _DECIMAL:
            return InputType.INTEGER
        case int() | float():
            return InputType.NUMBER
        case str() if loads and name in _LOADED:
            return InputType(loads.value)
        case _:
            return InputType.TEXT


def _problem(type: InputType, said: "_Said", value: Json) -> str | None:
    if type is not InputType.CHOICE or said.choices is None or value in said.choices:
        return None
    return f"The server does not have `{value}`."


class _Said:
    """What the server says of one input: `[type, {options}]`, the type a name or the list of all choices."""

    def __init__(self, of_class: Mapping[str, Json], name: str) -> None:
        groups = of_class.get("input")
        parts = [groups.get(each) for each in ("required", "optional")] if isinstance(groups, dict) else []
        match next((part[name] for part in parts if isinstance(part, dict) and name in part), None):
            case [(str() | list()) as type, dict() as options, *_]:
                self._type, self._options = type, options
            case [(str() | list()) as type, *_]:
                self._type, self._options = type, {}
            case _:
                self._type, self._options = "", {}

    @property
    def listed(self) -> bool:
        """Whether the server knows of it; the browser adds inputs that it keeps for itself."""
        return self._type != ""

    @property
    def type(self) -> InputType | None:
        """What it holds; None where the server says nothing that we know."""
        for flag, type in _UPLOADS.items():
            if self._options.get(flag):
                return type
        return InputType.CHOICE if self.choices is not None else _TYPES.get(str(self._type))

    @property
    def choices(self) -> list[str | int | float] | None:
        """All that may be chosen."""
        said = self._type if isinstance(self._type, list) else self._options.get("options")
        if not isinstance(said, list):
            return None
        return [each for each in said if isinstance(each, str | int | float)][:CHOICES]

    def number(self, name: str) -> float | None:
        """A limit."""
        value = self._options.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


_TYPES = {
    "STRING": InputType.TEXT,
    "INT": InputType.INTEGER,
    "FLOAT": InputType.NUMBER,
    "BOOLEAN": InputType.SWITCH,
}
_UPLOADS = {"image_upload": InputType.IMAGE, "video_upload": InputType.VIDEO, "audio_upload": InputType.AUDIO}
_USUAL: Mapping[str, Suggestion] = {
    "seed": Suggestion(role="setting", title="Seed", minimum=0, maximum=2**32 - 1, random=True),
    "noise_seed": Suggestion(role="setting", title="Seed", minimum=0, maximum=2**32 - 1, random=True),
    "steps": Suggestion(role="setting", title="Steps", minimum=1, maximum=100),
    "cfg": Suggestion(role="setting", title="Guidance", minimum=0, maximum=30),
    "guidance": Suggestion(role="setting", title="Guidance", minimum=0, maximum=30),
    "denoise": Suggestion(role="setting", title="Change", minimum=0, maximum=1),
    "width": Suggestion(role="setting", title="Width", minimum=64, maximum=4096),
    "height": Suggestion(role="setting", title="Height", minimum=64, maximum=4096),
    "length": Suggestion(role="setting", title="Frames", minimum=1, maximum=1000),
    "seconds": Suggestion(role="setting", title="Duration", minimum=1, maximum=600),
}
"""By the name of an input, with limits narrower than the server's: what makes sense."""


class _Roles:
    """Guesses what each input is for, from where it leads."""

    def __init__(self, workflow: Workflow) -> None:
        self._positive = self._reached(workflow, ("positive", "conditioning", "prompt"))
        self._negative = self._reached(workflow, ("negative",)) - self._positive

    def suggested(self, each: Bindable) -> Suggestion | None:
        """What `each` is probably for; None where a person rarely wants to set it."""
        if each.type.kind:
            return Suggestion(role="reference", title=each.node_title)
        if each.type is InputType.TEXT:
            return self._words(each)
        numeric = each.type in (InputType.INTEGER, InputType.NUMBER)
        usual = _USUAL.get(each.input) if numeric else None
        if usual is None or (each.input == "denoise" and each.value == 1):  # nothing is kept of a given picture
            return None
        return _within(usual, each)

    def _words(self, each: Bindable) -> Suggestion | None:
        if each.input not in _WRITTEN:
            return None
        if each.node in self._negative or "negative" in each.node_title.lower():
            return Suggestion(role="setting", title="Avoid")
        return _PROMPT if each.node in self._positive else None

    def _reached(self, workflow: Workflow, inputs: tuple[str, ...]) -> set[str]:
        """The nearest nodes with words that feed an input of such a name."""
        starts = [link for node in workflow.nodes.values() for name, link in node.links().items() if name in inputs]
        found = {_nearest_words(workflow, start) for start in starts}
        own = {node.id for node in workflow.nodes.values() if "prompt" in node.values() and "prompt" in inputs}
        return {each for each in found if each} | own


_WRITTEN = ("text", "prompt", "value", "string", "positive_prompt", "tags", "text_g", "text_l", "clip_l", "t5xxl")
"""Inputs that hold what somebody wrote; other words are names of files and the like."""


def _nearest_words(workflow: Workflow, start: str) -> str | None:
    for node in workflow.above(start):
        if any(isinstance(value, str) and name in _WRITTEN for name, value in node.values().items()):
            return node.id
    return None


def _within(usual: Suggestion, each: Bindable) -> Suggestion:
    """No wider than the server allows, and wide enough for what the workflow itself says."""
    least = max(one for one in (usual.minimum, each.minimum) if one is not None)
    most = min(one for one in (usual.maximum, each.maximum) if one is not None)
    if not usual.random:
        least, most = min(least, float(each.value)), max(most, float(each.value))
    return usual.model_copy(update={"minimum": least, "maximum": most})
