"""What words ask of the camera: a move, how fast, and whether they ask for more than a camera can do."""

import re
from dataclasses import dataclass, replace

from headwater.models.builtin.camera import move as moves
from headwater.models.builtin.camera.action import asks_for_action
from headwater.models.builtin.camera.move import Move

SHORT = 8
"""A prompt of so few words is about the camera even when it only says "slow"."""
SLOW, FAST = 0.55, 1.9
"""How many times as fast as usual."""

_CAMERA = r"(?:the |a |our )?(?:camera|shot|view|frame|lens|cam)"
_HOW = r"(?:[a-z]+ly |very |slow |gentle |quick |fast |smooth |soft )*"
_LEFT, _RIGHT = r"(?:from right )?(?:to )?(?:the )?left", r"(?:from left )?(?:to )?(?:the )?right"
_SIDEWAYS = r"(?:pan|truck|track|slide|whip[- ]pan|sweep|dolly|crab)(?:s|es|ning|ing|ding|ned)?"
_GOES = r"(?:mov|glid|go|travel|slid|track|float|head)(?:e|es|s|ing|oing|ling)?"
_TILTS = r"tilt(?:s|ing|ed)?"
_CRANES = r"(?:crane|jib|boom|pedestal)(?:s|ing|d)?"

_ASKED: tuple[tuple[str, Move], ...] = (
    (
        rf"\b{_CRANES}(?: shot)? {_HOW}up(?:wards?)?\b|\b{_CAMERA} {_HOW}(?:rises|rising|ascends|lifts)\b",
        moves.CRANE_UP,
    ),
    (rf"\b{_CRANES}(?: shot)? {_HOW}down(?:wards?)?\b|\b{_CAMERA} {_HOW}(?:descends|sinks|lowers)\b", moves.CRANE_DOWN),
    (rf"\b{_SIDEWAYS} {_HOW}{_LEFT}\b|\bleft(?:ward)? pan\b|\b{_CAMERA} {_HOW}{_GOES} {_HOW}{_LEFT}\b", moves.PAN_LEFT),
    (
        rf"\b{_SIDEWAYS} {_HOW}{_RIGHT}\b|\bright(?:ward)? pan\b|\b{_CAMERA} {_HOW}{_GOES} {_HOW}{_RIGHT}\b",
        moves.PAN_RIGHT,
    ),
    (rf"\b{_TILTS} {_HOW}up(?:wards?)?\b|\b{_CAMERA} {_HOW}(?:looks|{_GOES}) {_HOW}up(?:wards?)?\b", moves.TILT_UP),
    (
        rf"\b{_TILTS} {_HOW}down(?:wards?)?\b|\b{_CAMERA} {_HOW}(?:looks|{_GOES}) {_HOW}down(?:wards?)?\b",
        moves.TILT_DOWN,
    ),
    (
        rf"\b(?:push|dolly|zoom)(?:e?s|ing)?[- ]{_HOW}(?:in|closer)\b|\bdollies {_HOW}in\b"
        rf"|\b(?:dolly|zoom)(?:s|ing)? {_HOW}(?:into|forwards?|towards?)\b"
        rf"|\b{_CAMERA} {_HOW}{_GOES} {_HOW}(?:in|into|closer|forwards?|towards?)\b"
        rf"|\b{_CAMERA} {_HOW}(?:creeps|pushes|approaches|comes|gets|advances)\b",
        moves.PUSH_IN,
    ),
    (
        rf"\bpull(?:s|ing)?[- ]{_HOW}back\b|\bpull[- ]out\b|\b(?:zoom|dolly)(?:s|ing)?[- ]{_HOW}(?:back|out|away)\b"
        rf"|\bdollies {_HOW}(?:back|out)\b|\b{_CAMERA} {_HOW}{_GOES} {_HOW}(?:back|backwards|away|out)\b"
        rf"|\b{_CAMERA} {_HOW}(?:pulls|retreats|recedes)\b",
        moves.PULL_BACK,
    ),
    (
        rf"\borbit(?:s|ing)? (?:shot|around|about)\b|\barc(?:ing)? (?:shot|around|move)\b"
        rf"|\b{_CAMERA} {_HOW}(?:orbits|circles|arcs|revolves)\b",
        moves.ORBIT,
    ),
    (r"\bhand[- ]?held\b|\bshaky[- ]?cam\b|\bshaky camera\b", moves.HANDHELD),
    (
        rf"\b{_CAMERA} {_HOW}(?:drifts|drifting|floats)\b|\bdrifting (?:camera|shot|move)\b"
        r"|\b(?:slow|gentle|soft) drift\b",
        moves.DRIFT,
    ),
)
_STILL = re.compile(
    r"\b(?:static|locked[- ]?off|locked|fixed|still|motionless|tripod)[- ](?:shot|camera|frame|view|image)\b"
    r"|\bcamera (?:is |stays |remains |stands |holds )?(?:still|static|fixed|locked|motionless)\b|\bon a tripod\b"
    r"|\bcamera (?:does not|doesn't|never|must not|should not) move\b|\b(?:don't|do not|never) move the camera\b"
    r"|\b(?:no|without|without any) (?:camera )?(?:move|movement|motion)s?\b|^\W*(?:static|still|tripod)\W*$"
)
_BARE = {
    r"pan|panning|pan shot": moves.PAN_RIGHT,
    r"tilt|tilting": moves.TILT_UP,
    r"zoom|dolly|push|closer": moves.PUSH_IN,
    r"crane|crane shot": moves.CRANE_UP,
    r"drift|drifting": moves.DRIFT,
    r"orbit|orbiting|arc": moves.ORBIT,
}
"""What single words mean where nothing else is said."""
_SLOWLY = re.compile(r"\b(?:very )?(?:slow|slowly|gentle|gently|subtle|subtly|soft|softly|calm|calmly)\b")
_FAST = re.compile(r"\b(?:fast|quick|quickly|rapid|rapidly|swift|swiftly|whip|dynamic|hurried)\b")
_REFUSED = re.compile(r"\b(?:no|not|never|without|don't|dont|do not|avoid)(?: \w+)?\W*$")
_SENTENCE = re.compile(r"[^.;!?\n]+")


@dataclass(frozen=True)
class Wish:
    """What was understood."""

    move: Move | None
    """None when the words say nothing of the camera."""
    action: bool
    """Whether the words clearly ask for something in the picture to act."""
    scene: str
    """The words without what they say of the camera."""


def understood(prompt: str) -> Wish:
    """What `prompt` asks for. It may hold a whole story, so only the language of cameras counts."""
    words = prompt.lower().replace("\u2019", "'")
    found = [(each, move) for pattern, move in _COMPILED for each in pattern.finditer(words)]
    stands = list(_STILL.finditer(words))
    asked = sorted((each for each in found if not _refused(words, each[0])), key=lambda each: each[0].start())
    nothing = moves.STILL if stands or found else _bare(words)
    scene = _without(prompt, [each for each, _ in found] + stands)
    return Wish(_joined(asked, words) if asked else nothing, asks_for_action(scene), scene)


_COMPILED = tuple((re.compile(pattern), move) for pattern, move in _ASKED)


def _refused(words: str, found: re.Match[str]) -> bool:
    return bool(_REFUSED.search(words[: found.start()]))


def _joined(asked: list[tuple[re.Match[str], Move]], words: str) -> Move:
    """The moves asked for as one: the first of each direction counts."""
    joined = asked[0][1]
    for _, move in asked[1:]:
        joined = _with(joined, move)
    return _paced(joined, " ".join(_sentence(words, found) for found, _ in asked))


def _with(move: Move, other: Move) -> Move:
    """`move` and what `other` does where it does nothing."""
    more = {
        name: getattr(other, name) for name in ("closer", "across", "up", "around", "shake") if not getattr(move, name)
    }
    joined = replace(move, **more)
    return move if joined == move else replace(joined, name=f"{move.name}, {other.name}")


def _sentence(words: str, found: re.Match[str]) -> str:
    return next((part[0] for part in _SENTENCE.finditer(words) if part.start() <= found.start() < part.end()), "")


def _bare(words: str) -> Move | None:
    """A few words are about the camera even when they only name it, or only say how fast."""
    if len(words.split()) > SHORT:
        return None
    named = (move for pattern, move in _BARE.items() if re.search(rf"\b(?:{pattern})\b", words))
    move = next(named, None)
    if move is None and words.strip(" .!,") not in _PACES:
        return None
    return _paced(move or moves.PUSH_IN, words)


_PACES = frozenset(["slow", "slowly", "slower", "gentle", "gently", "calm", "fast", "faster", "quick", "quickly"])
"""Words that say only how fast."""


def _paced(move: Move, words: str) -> Move:
    if _SLOWLY.search(words):
        return replace(move, name=f"slow {move.name}", pace=SLOW)
    if _FAST.search(words):
        return replace(move, name=f"fast {move.name}", pace=FAST)
    return move


def _without(prompt: str, found: list[re.Match[str]]) -> str:
    kept = list(prompt)
    for each in found:
        kept[each.start() : each.end()] = " " * (each.end() - each.start())
    return re.sub(r"\s+", " ", "".join(kept)).strip(" ,;")
