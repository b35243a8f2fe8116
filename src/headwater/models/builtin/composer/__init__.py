"""The composer: music by rules from words, played on sampled instruments. Procedural, no neural network."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from headwater.models.builtin.composer import arrangement, listening, mix
from headwater.models.builtin.composer.arrangement import Plan
from headwater.models.builtin.composer.brief import Brief, brief
from headwater.models.builtin.composer.harmony import NAMES
from headwater.models.builtin.composer.listening import Heard
from headwater.models.builtin.composer.sampler import Sampler
from headwater.models.builtin.composer.score import Part
from headwater.models.builtin.composer.soundfont import SoundFont
from headwater.models.builtin.data import checked
from headwater.models.builtin.job import CannotMake, Job, Made
from headwater.models.builtin.sound import RATE, TARGET, Samples, levelled, read, written

FONT = "FluidR3Mono_GM.sf3"
UNDER = -22.0
"""LUFS under a connected sound that is no music, so that it stays in front."""


def make(job: Job) -> Made:
    """Write a piece of `settings.duration` seconds as a 16-bit stereo WAV file."""
    seconds = float(job.settings["duration"])
    wanted = brief(job.prompt)
    other = _other(job)
    plan = arrangement.plan(_joined(wanted, other), seconds, Random(job.seed))
    parts = arrangement.arranged(plan, Random(job.seed + 1))
    if not any(part.notes for part in parts):
        raise CannotMake("With all of that left out nobody is left to play. Name at least one instrument.")
    target = UNDER if other is not None and not other.musical else TARGET
    written(job.folder / "music.wav", levelled(_sound(job, plan, parts), target=target))
    return Made(file="music.wav", note=_note(wanted, seconds, other), facts=_facts(plan, parts, other))


def _other(job: Job) -> Heard | None:
    """What the connected sound holds; None when there is none."""
    paths: list[Path] = [each.path for each in job.inputs if each.kind == "audio"]
    if not paths:
        return None
    return listening.heard(read(paths[0], listening.RATE, 1, listening.LONGEST)[:, 0])


def _joined(wanted: Brief, other: Heard | None) -> Brief:
    """The brief that follows the connected sound in what the words leave open, or leaves room for it."""
    if other is None:
        return wanted
    if not other.musical:
        return replace(wanted, energy=wanted.energy - 0.15, without=wanted.without | {"lead", "answer"})
    key = wanted.tonic is None and wanted.scale is None
    return replace(
        wanted,
        tempo=wanted.tempo or other.bpm,
        tonic=other.tonic if key else wanted.tonic,
        scale=other.scale if key else wanted.scale,
    )


def _sound(job: Job, plan: Plan, parts: list[Part]) -> Samples:
    genre, sampler = plan.brief.genre, Sampler(SoundFont(checked(FONT)))
    made: Samples | None = None
    for each in mix.mixed(parts, plan.grid.seconds, genre.room, sampler, genre.pumps or genre.drums == "four"):
        if isinstance(each, float):
            job.progress(each)
        else:
            made = each
    assert made is not None
    made = mix.dusty(made, job.seed) if genre.dusty else made
    return made[: round(plan.grid.seconds * RATE)]


def _note(wanted: Brief, seconds: float, other: Heard | None) -> str | None:
    """What was not done as asked, in one sentence or two."""
    said = [f"It {each}." for each in wanted.cannot]
    if wanted.seconds is not None and abs(wanted.seconds - seconds) > 0.5:
        said.append(f"The words ask for {wanted.seconds:g} seconds; the setting, {seconds:g}, was followed.")
    if not wanted.understood:
        said.append("No word named a mood, genre, tempo or instrument that it knows, so this is a gentle piece.")
    if other is not None:
        said.append(_followed(wanted, other))
    return " ".join(said) or None


def _followed(wanted: Brief, other: Heard) -> str:
    if not other.musical:
        return (
            "The connected sound is not clearly music, so the piece stays soft and without a tune to leave room for it."
        )
    taken = ["its tempo"] if other.bpm and not wanted.tempo else []
    taken += ["its key"] if wanted.tonic is None and wanted.scale is None else []
    return (
        f"From the connected sound it took {' and '.join(taken)}."
        if taken
        else "The words decided over the connected sound."
    )


def _facts(plan: Plan, parts: list[Part], other: Heard | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "genre": plan.brief.genre.name,
        "bpm": round(plan.grid.bpm, 1),
        "key": f"{NAMES[plan.tonic]} {plan.scale}",
        "metre": f"{plan.grid.beats}/4",
        "form": " ".join(phrase.name for phrase in plan.phrases),
        "bars": plan.grid.bars,
        "instruments": list(dict.fromkeys(part.name for part in parts if part.notes)),
    }
    if other is not None:
        key = f"{NAMES[other.tonic]} {other.scale}" if other.tonic is not None else None
        facts["connected sound"] = {"music": other.musical, "bpm": other.bpm, "key": key}
    return facts
