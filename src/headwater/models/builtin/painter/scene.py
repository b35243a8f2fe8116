"""The picture while it is being painted: its pixels, how far each of them is, and where the sun stands."""

from dataclasses import dataclass

import numpy as np

from headwater.models.builtin.painter.palette import Colour, Light
from headwater.models.builtin.painter.wish import Wish

HORIZONS = {
    "sea": 0.58, "coast": 0.56, "lake": 0.56, "river": 0.52, "mountain": 0.66, "forest": 0.62, "field": 0.58,
    "desert": 0.6, "city": 0.7, "village": 0.6, "sky": 0.98, "space": 1.2, "room": 0.72, "underwater": 0.9,
}  # fmt: skip
"""Where the horizon lies, as a share of the height, in each setting."""
RAISED = 0.14
"""By how much it lies higher in a picture of 9:16, which would else be two thirds sky."""
STEADY = frozenset({"city", "sky", "space", "room", "underwater"})
"""Settings whose horizon stays where it is."""


@dataclass(frozen=True)
class Stage:
    """Where subjects go."""

    floor: np.ndarray | None
    """The row of the nearest ground's edge, for each column; None where there is none to stand on."""
    afloat: bool
    """Whether there is water for boats."""
    table: float | None = None
    """The row on a table's top where small things stand; None where there is no table."""
    channel: np.ndarray | None = None
    """Where a river runs: its middle and half its width, in pixels, for each row (rows x 2); None on open water."""


@dataclass
class Scene:
    """A picture of `width` x `height`, painted from the back to the front."""

    wish: Wish
    light: Light
    width: int
    height: int
    rng: np.random.Generator

    def __post_init__(self) -> None:
        self.rows, self.columns = np.mgrid[0 : self.height, 0 : self.width].astype(np.float32)
        self.pixels: np.ndarray = np.zeros((self.height, self.width, 3), np.float32)
        self.depth: np.ndarray = np.ones((self.height, self.width), np.float32)
        """0 near to 1 far."""
        self.horizon = round(self.height * self._horizon())
        self.unit = min(self.width, self.height * 16 / 9) / 1280 * (1 + 0.6 * self.tallness)
        """Sizes are given for a picture 1280 pixels wide, and multiplied by this; tall pictures show larger things."""

    @property
    def tallness(self) -> float:
        """0 for a picture as wide as high, or wider, to 1 for one of 9:16."""
        return float(np.clip((self.height / self.width - 1) / (16 / 9 - 1), 0, 1))

    def _horizon(self) -> float:
        share = HORIZONS[self.wish.setting]
        return share if self.wish.setting in STEADY else share - RAISED * self.tallness

    @property
    def sun(self) -> tuple[float, float]:
        """Where the sun or the moon stands, in pixels."""
        across, down = self.light.place
        return across * self.width, down * min(self.horizon, self.height)

    def at(self, share: float) -> float:
        """The row at this share of the height."""
        return self.height * share

    def lay(self, mask: np.ndarray, paint: np.ndarray | Colour, depth: np.ndarray | float) -> None:
        """Paint (one colour or one for each pixel) where `mask` (rows x columns, 0 to 1) is, at this depth."""
        cover = mask[..., None]
        self.pixels = self.pixels * (1 - cover) + paint * cover
        self.depth = np.where(mask > 0.5, depth, self.depth)

    def below(self, line: np.ndarray) -> np.ndarray:
        """Where the picture is below a line (a height in pixels for each column), with a soft edge."""
        return np.clip((self.rows - line[None, :]) / 1.4 + 0.5, 0, 1)
