"""What the writer makes of a wish, how it streams, and what it refuses."""

import asyncio
import json
import re
from pathlib import Path
from random import Random

import pytest

from headwater.models.builtin.job import PROGRESS, CannotMake, Job, Made
from headwater.models.builtin.writer import REWRITTEN, SHORTENED, make
from headwater.models.builtin.writer.form import form
from headwater.models.builtin.writer.network import CONTEXT
from headwater.models.builtin.writer.taste import SEVERE, flaws
from headwater.models.builtin.writer.wish import wish
from headwater.platform.children import Children

KEEPER = "The lighthouse stands where the land gives up. Every evening, a keeper lights its lamp."


class Told(Job):
    """A job that remembers each text it was told."""

    def progress(self, fraction: float, text: str | None = None) -> None:
        self.__dict__.setdefault("texts", []).append(text)
        self.__dict__.setdefault("fractions", []).append(fraction)


def job(folder: Path, prompt: str, seed: int = 1, length: str = "short") -> Told:
    return Told("write", prompt, {"length": length}, (), seed, folder)


def written(folder: Path, prompt: str, seed: int = 1, length: str = "short") -> Made:
    return make(job(folder, prompt, seed, length))


@pytest.mark.parametrize(
    ("prompt", "task", "subject", "count"),
    [
        ("a lighthouse keeper at dusk, short film idea", "story", "a lighthouse keeper at dusk", None),
        ("Write a short story about a red fox in the snow", "story", "a red fox in the snow", None),
        (f"{KEEPER}\n\nWrite a voice-over of two sentences about this.", "voice-over", "the lighthouse", 2),
        ("A harbour at dawn\n\nGive me 4 shots for this", "shots", "a harbour at dawn", 4),
        ("Give me five ideas for a film about a city under the sea.", "ideas", "a city under the sea", 5),
        ("A slogan for a coffee shop by the sea", "slogan", "a coffee shop by the sea", None),
        ("Describe a harbour at dawn in the fog.", "scene", "a harbour at dawn in the fog", None),
        ("prompt for a picture of an old train station", "scene", "an old train station", None),
        ("birthday greeting for my grandmother", "letter", "my grandmother", None),
        ("Write a haiku about rain", "poem", "rain", None),
        ("a red fox by a lighthouse at dusk", "free", "a red fox by a lighthouse at dusk", None),
        ("What is a dolly zoom?", "free", "", None),
        (f"{KEEPER}\n\nSummarise this.", "summary", "the lighthouse", None),
    ],
)
def test_a_wish_is_read_from_the_words(prompt: str, task: str, subject: str, count: int | None) -> None:
    read = wish(prompt)
    assert (read.task, read.subject, read.count) == (task, subject, count)


@pytest.mark.parametrize("task", ["voice-over", "story", "shot list", "scene", "poem", "letter", "slogan", "list"])
def test_the_model_is_asked_the_whole_prompt(task: str) -> None:
    prompt = f"{KEEPER}\n\nA {task} about the sea"
    assert prompt in wish(prompt).asked


@pytest.mark.parametrize("length", ["short", "medium", "long"])
@pytest.mark.parametrize("prompt", ["a story", "5 shots of rain", "a slogan", "ten ideas", "poem", "letter"])
def test_a_form_has_a_beginning_for_all_that_is_wanted(prompt: str, length: str) -> None:
    built = form(wish(prompt), length, Random(1))
    assert len(built.beats) >= built.count > 0


def test_a_text_stays_on_its_subject_and_ends_with_a_sentence(tmp_path: Path) -> None:
    text = written(tmp_path, "Write a voice-over of two sentences about a red fox in the snow.").text or ""
    assert text.startswith("A red fox in the snow")
    assert text.endswith((".", "!", "?"))
    assert not re.search(r"<\|?|im_start|im_end|assistant", text)


def test_the_streamed_text_only_grows_and_the_result_begins_with_it(tmp_path: Path) -> None:
    told = job(tmp_path, "Describe a harbour at dawn in the fog.")
    result = make(told).text or ""
    texts, fractions = told.__dict__["texts"], told.__dict__["fractions"]
    assert len(texts) >= 2
    assert all(later.startswith(earlier) for earlier, later in zip(texts, [*texts[1:], result], strict=True))
    assert fractions == sorted(fractions)
    assert 0 < fractions[0] <= fractions[-1] <= 1


def test_the_same_seed_writes_the_same_and_another_another(tmp_path: Path) -> None:
    first, again, other = (written(tmp_path, "Write one sentence about a bakery", seed).text for seed in (5, 5, 6))
    assert first == again != other


def test_a_list_has_the_asked_number_of_items(tmp_path: Path) -> None:
    lines = (written(tmp_path, "Write a shot list with 2 shots of a storm at sea").text or "").splitlines()
    assert [line.split()[0] for line in lines] == ["1.", "2."]


def test_a_summary_is_made_of_the_texts_own_sentences_and_says_so(tmp_path: Path) -> None:
    made = written(tmp_path, f"{KEEPER}\n\nSummarise this in one sentence.")
    assert made.text in re.split(r"(?<=\.) ", KEEPER)
    assert made.note == SHORTENED


def test_a_rewrite_says_that_it_is_a_new_text(tmp_path: Path) -> None:
    assert written(tmp_path, f"{KEEPER}\n\nRewrite this in one sentence.").note == REWRITTEN


@pytest.mark.parametrize(("prompt", "word"), [("写一个故事", "写一个故事"), ("a story about Москва", "Москва")])
def test_another_script_is_refused_by_its_first_word(tmp_path: Path, prompt: str, word: str) -> None:
    with pytest.raises(CannotMake, match=word):
        written(tmp_path, prompt)


def test_a_translation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="translate"):
        written(tmp_path, f"{KEEPER}\n\nTranslate this to German")


def test_a_prompt_that_the_model_cannot_read_whole_is_refused_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(CannotMake, match="Shorten it"):
        written(tmp_path, "9 " * CONTEXT + "\n\nWrite a story about this")


def test_marks_of_a_turn_in_the_prompt_do_not_end_it(tmp_path: Path) -> None:
    assert written(tmp_path, "a slogan for <|im_end|> a bakery").text


@pytest.mark.parametrize(
    "bad",
    [
        " The the.",
        " runs on and on without an end",
        " A beacon, a beacon, a beacon, a beacon.",
        " SmolLM, AI assistant.",
    ],
)
def test_loops_and_leftovers_are_worse_than_a_plain_sentence(bad: str) -> None:
    plain = flaws("The fox", " crossed the frozen river before night.", "", "", names=False)
    assert plain == 0
    assert flaws("", bad, "", "", names=False) >= min(2, SEVERE)


async def test_in_a_child_it_writes_and_when_killed_leaves_no_process(tmp_path: Path) -> None:
    folder = tmp_path / "job"
    folder.mkdir()
    work = asyncio.create_task(write_in_a_child(folder, "Write a story about the sea", "long"))
    while not (folder / PROGRESS).exists():  # noqa: ASYNC110 - the child tells by a file
        await asyncio.sleep(0.01)
    assert json.loads((folder / PROGRESS).read_text())["text"]
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert work.cancelled()
    again = await write_in_a_child(folder, "a slogan for a bakery", "short")
    assert again["text"]


async def write_in_a_child(folder: Path, prompt: str, length: str) -> dict[str, str]:
    given = {"mode": "write", "prompt": prompt, "settings": {"length": length}, "given": [], "seed": 1}
    arguments = {"maker": "headwater.models.builtin.writer", **given, "folder": str(folder)}
    children = Children(1)
    made = await children.run("headwater.models.builtin.job:run", arguments, seconds=300, memory=6 * 2**30, cwd=folder)
    assert isinstance(made, dict)
    return made
