"""Mountain ranges: what stands in front hides what is behind, and the side towards the sun is the bright one."""

import numpy as np
import pytest

from headwater.models.builtin.painter.relief import Relief, relief

WIDTH, HEIGHT = 480, 120.0


def _range(seed: int = 4, side: int = 1) -> Relief:
    return relief(np.random.default_rng(seed), WIDTH, HEIGHT, 2.6, (side, 0.5))


@pytest.mark.parametrize("seed", range(4))
def test_a_range_is_about_as_high_as_was_asked_for(seed: int) -> None:
    line = _range(seed).line
    assert line.shape == (WIDTH,)
    assert line.min() >= 0
    assert HEIGHT * 0.9 < line.max() < HEIGHT * 1.15


@pytest.mark.parametrize("seed", range(4))
def test_what_is_seen_higher_up_in_a_column_is_never_nearer(seed: int) -> None:
    away = _range(seed).away
    assert (np.diff(away, axis=0) <= 1e-5).all()
    assert away[-1].max() < 0.2
    assert away[0].max() > 0.6


def test_slopes_towards_the_sun_are_brighter_than_those_away_from_it() -> None:
    left, right = (_range(side=side) for side in (-1, 1))
    rising = np.gradient(right.tall, axis=1) > 0.01
    assert left.light[rising].mean() > right.light[rising].mean() + 0.1


def test_the_same_chance_makes_the_same_range() -> None:
    assert all(
        (one == other).all() for one, other in zip(vars(_range()).values(), vars(_range()).values(), strict=True)
    )
