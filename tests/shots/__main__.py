"""Every screen and state: `python -m tests.shots FOLDER [NAME...]`; a name picks the screens with it."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

from headwater.models.catalogue import DOUBLES
from tests.journeys.browser import a_browser, check_bundle, signed_in
from tests.journeys.studio import Studio
from tests.shots.camera import Camera, Theme
from tests.shots.material import Material, prepare, write_models
from tests.shots.screens import OF_A_NEW_STUDIO, ON_A_PHONE, SCREENS

Screen = Callable[[Camera, Material], None]


def main(folder: Path, names: Sequence[str]) -> None:
    """Take them all, or those with one of these names."""
    check_bundle()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="headwater-shots-") as home:
        write_models(Path(home) / "models")
        # The doubles come first, so that a node without a model is one of theirs.
        catalogue = os.pathsep.join((str(Path(home) / "models"), str(DOUBLES)))
        full = Studio(Path(home) / "full", HEADWATER_CATALOGUE=catalogue)
        poor = Studio(Path(home) / "poor", HEADWATER_OPENING_CREDITS="5")
        try:
            full.start()
            poor.start()
            _take_all(full, poor, folder, names)
        finally:
            full.close()
            poor.close()


def _take_all(full: Studio, poor: Studio, folder: Path, names: Sequence[str]) -> None:
    material = prepare(full)
    nothing = Material(*[poor.canvas(title="Untitled canvas")] * 6)
    with a_browser() as browser:
        doors = {full: signed_in(browser, full), poor: signed_in(browser, poor)}
        themes: tuple[Theme, ...] = ("light", "dark")
        for theme, (studio, known, screens, phone) in product(
            themes,
            (
                (full, material, SCREENS, False),
                (poor, nothing, OF_A_NEW_STUDIO, False),
                (full, material, ON_A_PHONE, True),
            ),
        ):
            camera = Camera(studio, browser, doors[studio], folder, theme, phone)
            for screen in screens:
                if not names or any(name in screen.__name__ for name in names):
                    _take(screen, camera, known)


def _take(screen: Screen, camera: Camera, material: Material) -> None:
    """One that cannot be taken is said, and the others follow."""
    try:
        screen(camera, material)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other pictures are wanted
        print(f"{screen.__name__} ({camera.theme}): {error}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
