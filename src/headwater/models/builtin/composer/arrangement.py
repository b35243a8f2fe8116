"""The arrangement: who plays what in which phrase, and how it is played."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from headwater.models.builtin.composer import accompaniment, drums, form, harmony, melody
from headwater.models.builtin.composer.brief import Brief
from headwater.models.builtin.composer.form import Grid, Phrase
from headwater.models.builtin.composer.genre import Instrument, Layer, instruments
from headwater.models.builtin.composer.melody import Tone
from headwater.models.builtin.composer.score import Note, Part

CHORDS = (52, 76)
"""The range in which chords lie: E3 to E5."""
SENDS = {"lead": 0.32, "answer": 0.45, "line": 0.45, "chords": 0.35, "bass": 0.08, "drums": 0.14}
TIMING, FORCE = 0.007, 3.5
"""How far players are off: seconds, and MIDI velocity (standard deviations)."""
STRIKE = 60
"""The velocity of a plain note in a quiet phrase."""


@dataclass(frozen=True)
class Plan:
    """What is decided before the first note."""

    brief: Brief
    grid: Grid
    phrases: tuple[Phrase, ...]
    layers: tuple[Layer, ...]
    drums: str
    tonic: int
    scale: str
    final: harmony.Chord

    @property
    def swing(self) -> float:
        """Where in a beat its second half begins."""
        return self.brief.genre.swing


def plan(brief: Brief, seconds: float, chance: Random) -> Plan:
    """Tempo, key, form and players for a piece of `seconds`."""
    genre = brief.genre
    usual = chance.uniform(*genre.bpm) * brief.pace
    tempo = brief.tempo or usual
    tonic = brief.tonic if brief.tonic is not None else chance.choice((0, 2, 3, 5, 7, 9, 10))
    scale = _scale(brief)
    grid = form.grid(seconds, tempo, brief.beats or genre.beats, fixed=brief.tempo is not None)
    minor = scale in harmony.MINOR_LIKE
    line = chance.choice(genre.minor if minor else genre.major)
    letters = dict(zip("ABC", (each.split() for each in line.split("|")), strict=True))
    *ending, final = (genre.end_minor if minor else genre.end_major).split()
    phrases = form.phrases(grid, letters, ending, tonic)
    layers = tuple(_layers(brief))
    louder = tuple(replace(each, energy=min(1.0, max(0.1, each.energy + brief.energy))) for each in phrases)
    style = "" if brief.solo or "drums" in brief.without else genre.drums or ("soft" if brief.drums else "")
    return Plan(brief, grid, louder, layers, style, tonic, scale, harmony.chord(final, tonic))


def arranged(plan: Plan, chance: Random) -> list[Part]:
    """The parts of the whole piece."""
    tunes = melody.Tunes(chance, plan.grid.beats, plan.brief.genre.density, plan.tonic, plan.scale)
    voicings = _voicings(plan)
    parts = []
    for layer in plan.layers:
        player = _Player(plan, layer, instruments()[layer.instrument], tunes, voicings, chance)
        tones = [*player.tones(), *player.ending()]
        if tones:
            parts.append(_part(plan, layer, player.instrument, tones, chance))
    return [*parts, _drum_part(plan, chance)] if plan.drums else parts


def _scale(brief: Brief) -> str:
    genre = brief.genre.scale
    if brief.scale is None:
        return genre
    if brief.scale == "minor" and genre in harmony.MINOR_LIKE:
        return genre if genre != "phrygian" else "minor"
    return brief.scale


def _layers(brief: Brief) -> Iterator[Layer]:
    """The genre's players, with the named instruments in their places."""
    wanted = [each for each in brief.instruments if each.name not in brief.without]
    mine = [each for each in brief.genre.layers if not {each.role, each.instrument} & brief.without]
    if not wanted:
        yield from mine
        return
    places = _places(wanted, brief.solo)
    if brief.solo:
        yield from places
        return
    taken = {each.role for each in places}
    yield from places
    spare = [each for each in mine if each.role not in taken or (each.role == "chords" and len(wanted) < 2)]
    yield from (each for each in spare if each.instrument not in {one.name for one in wanted})


def _places(wanted: Sequence[Instrument], solo: bool) -> list[Layer]:
    """A role for each named instrument: one leads, the others accompany, answer, or sing along."""
    basses = [each for each in wanted if each.can == ("bass",)]
    others = [each for each in wanted if each not in basses]
    lead = next((each for each in others if each.can[0] == "lead" and "chords" not in each.can), None)
    lead = lead or next((each for each in others if "lead" in each.can), None)
    rest = [each for each in others if each is not lead]
    made = [Layer("bass", each.name, "long" if each.pattern == "held" else each.pattern, 0.2, -2) for each in basses]
    if lead:
        made.append(Layer("lead", lead.name, threshold=0.0 if solo or not rest else 0.3, pan=0.1))
        if not rest and "chords" in lead.can:
            rest = [lead]
    pans, seconds = (-0.3, 0.35, -0.15, 0.2), iter(("answer", "line", "answer"))
    for i, each in enumerate(rest[:5]):
        if "chords" in each.can:
            made.append(Layer("chords", each.name, each.pattern, 0.0 if i == 0 else 0.4, -4 - i, pans[i % 4]))
        else:
            made.append(Layer(next(seconds, "line"), each.name, "", 0.45, -4, pans[i % 4]))
    return made


def _voicings(plan: Plan) -> dict[int, list[tuple[int, ...]]]:
    """The keys of every chord of every bar, each led from the one before; the last chord comes after the last bar."""
    made: dict[int, list[tuple[int, ...]]] = {}
    before: tuple[int, ...] | None = None
    bars = [(bar.index, bar.chords) for phrase in plan.phrases for bar in phrase.bars]
    for index, chords in [*bars, (plan.grid.bars, (plan.final,))]:
        made[index] = []
        for chord in chords:
            before = harmony.voicing(chord, before, *CHORDS, voices=4)
            made[index].append(before)
    return made


class _Player:
    """What one layer plays."""

    def __init__(  # noqa: PLR0913, PLR0917 — everything that a player has in view
        self,
        plan: Plan,
        layer: Layer,
        instrument: Instrument,
        tunes: melody.Tunes,
        voicings: dict[int, list[tuple[int, ...]]],
        chance: Random,
    ) -> None:
        self.instrument = instrument
        self._plan, self._layer, self._tunes, self._voicings = plan, layer, tunes, voicings
        self._bass = accompaniment.Bass(layer.pattern, plan.grid.beats, chance, _bass_range(instrument))
        self._range = _singing_range(instrument, layer)
        self._playing = [phrase for phrase in plan.phrases if phrase.energy >= layer.threshold]

    def tones(self) -> Iterator[Tone]:
        """All tones up to the last chord, in beats."""
        by_role = {
            "lead": self._lead,
            "answer": self._answer,
            "line": self._line,
            "chords": self._chords,
            "bass": self._low,
        }
        for phrase in self._playing:
            yield from by_role[self._layer.role](phrase)

    def ending(self) -> Iterator[Tone]:
        """The last chord: everybody on it, let go early enough to die away inside the piece."""
        plan, layer = self._plan, self._layer
        if plan.phrases[-1] not in self._playing and layer.role not in ("chords", "bass"):
            return
        at = float(plan.grid.bars * plan.grid.beats)
        tail = (plan.grid.seconds - plan.grid.end) / plan.grid.beat
        length = tail * 0.62
        if layer.role == "chords":
            plucked = layer.pattern not in ("held", "pulse", "stabs")
            keys = self._fitted(self._voicings[plan.grid.bars][0])
            yield from accompaniment.last_chord(at, length, keys, min(0.12, tail / 12) if plucked else 0.0)
        elif layer.role == "bass":
            yield Tone(at, length, self._bass.nearest(plan.final.root), 0.8)
        elif layer.role in ("lead", "line"):
            yield Tone(at, length, self._last_key(), 0.7)

    def _lead(self, phrase: Phrase) -> Iterable[Tone]:
        silent = phrase.letter == "I" and not self._plan.brief.solo
        return [] if silent else self._tunes.phrase(phrase, *self._range)

    def _answer(self, phrase: Phrase) -> Iterable[Tone]:
        silent = phrase.energy <= 0.5 or phrase.last
        return [] if silent else self._tunes.answer(phrase, *self._range)

    def _line(self, phrase: Phrase) -> Iterable[Tone]:
        return melody.line(phrase.bars, self._plan.grid.beats, *self._range)

    def _chords(self, phrase: Phrase) -> Iterator[Tone]:
        for bar in phrase.bars:
            fitted = [self._fitted(keys) for keys in self._voicings[bar.index]]
            yield from accompaniment.chords(self._layer.pattern, bar, self._plan.grid.beats, fitted)

    def _low(self, phrase: Phrase) -> Iterator[Tone]:
        for bar in phrase.bars:
            yield from self._bass.bar(bar, _after(self._plan, bar.index))

    def _fitted(self, keys: tuple[int, ...]) -> tuple[int, ...]:
        return _fitted(keys[-self._layer.voices :], self.instrument, self._layer.lift)

    def _last_key(self) -> int:
        low, high = self._range
        tones = self._plan.final.tones
        good = set(tones[:1] if self._layer.role == "lead" else tones[1:2])
        return min((k for k in range(low, high + 1) if k % 12 in good), key=lambda k: (abs(k - (low + high) / 2), k))


def _after(plan: Plan, index: int) -> harmony.Chord:
    """The chord after bar `index`."""
    bars = [bar for phrase in plan.phrases for bar in phrase.bars]
    return bars[index + 1].chords[0] if index + 1 < len(bars) else plan.final


def _bass_range(instrument: Instrument) -> tuple[int, int]:
    low = max(accompaniment.LOWEST, instrument.range[0])
    return low, max(low + 14, min(accompaniment.HIGHEST, instrument.range[1]))


def _singing_range(instrument: Instrument, layer: Layer) -> tuple[int, int]:
    """Where a melody lies well on an instrument: an octave and a half around its middle, above the chords if it can."""
    low, high = instrument.range
    middle = {"lead": 74, "answer": 76, "line": 64}[layer.role] if layer.role in ("lead", "answer", "line") else 66
    middle = min(high - 9, max(low + 8, middle)) + layer.lift
    return max(low, middle - 8), min(high, middle + 9)


def _fitted(keys: Iterable[int], instrument: Instrument, lift: int) -> tuple[int, ...]:
    """The voicing moved by octaves into the instrument's range."""
    low, high = instrument.range
    moved = []
    for key in keys:
        lifted = key + lift
        while lifted < low:
            lifted += 12
        while lifted > high:
            lifted -= 12
        moved.append(lifted)
    return tuple(sorted(set(moved)))


def _part(plan: Plan, layer: Layer, instrument: Instrument, tones: list[Tone], chance: Random) -> Part:
    notes = sorted(
        (_played(plan, tone, chance) for tone in tones if tone.length > 0), key=lambda note: (note.start, note.key)
    )
    width = 0.55 if instrument.wide else 0.0
    send = SENDS[layer.role]
    return Part(
        instrument.name, instrument.bank, instrument.program, notes, layer.level, layer.pan, send, width, layer.ducks
    )


def _played(plan: Plan, tone: Tone, chance: Random) -> Note:
    """A tone as a person plays it: swung, a little off, louder in the middle of a phrase and on what matters."""
    at = max(0.0, _seconds(plan, tone.at) + chance.gauss(0, TIMING))
    end = _seconds(plan, tone.at + tone.length)
    return Note(at, max(0.05, end - at), tone.key, _velocity(_energy(plan, tone.at), tone.weight, chance))


def _velocity(energy: float, weight: float, chance: Random) -> int:
    return round(min(120, max(24, STRIKE + 24 * (energy - 0.4) + 26 * (weight - 0.5) + chance.gauss(0, FORCE))))


def _energy(plan: Plan, at: float) -> float:
    """The energy at a moment, in beats: that of its phrase, with a small arch over it."""
    bar = int(at / plan.grid.beats)
    for phrase in plan.phrases:
        first, count = phrase.bars[0].index, len(phrase.bars)
        if first <= bar < first + count:
            part = (at / plan.grid.beats - first) / count
            return phrase.energy + 0.12 * (part - part * part) * 4 - 0.06
    return plan.phrases[-1].energy - 0.05


def _seconds(plan: Plan, beats: float) -> float:
    whole, part = divmod(beats, 1)
    swing = plan.swing
    swung = part * swing / 0.5 if part < 0.5 else swing + (part - 0.5) * (1 - swing) / 0.5
    return (whole + swung) * plan.grid.beat


def _drum_part(plan: Plan, chance: Random) -> Part:
    genre = plan.brief.genre
    strokes = [
        stroke
        for phrase in plan.phrases
        if phrase.energy >= genre.drums_from
        for stroke in drums.strokes(phrase, plan.drums, plan.grid.beats, chance)
    ]
    if strokes and plan.phrases[-1].energy > 0.6:
        strokes += [(plan.grid.bars * plan.grid.beats, key, 0.7) for key in drums.last_strokes(plan.drums)]
    level = drums.LEVELS.get(plan.drums, -1.0)
    notes = [_struck(plan, stroke, chance) for stroke in strokes]
    notes.sort(key=lambda note: (note.start, note.key))
    return Part("drums", 128, genre.kit, notes, level, 0.0, SENDS["drums"])


def _struck(plan: Plan, stroke: drums.Stroke, chance: Random) -> Note:
    at, key, strength = stroke
    start = max(0.0, _seconds(plan, at) + chance.gauss(0, TIMING / 2))
    velocity = 20 + 95 * strength * (0.75 + 0.3 * _energy(plan, at)) + chance.gauss(0, FORCE)
    return Note(start, 0.9, key, round(min(124, max(12, velocity))))
