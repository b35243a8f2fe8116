"""Rules of byte ranges: one part, from the start, the end or between; what cannot be is said."""

import pytest

from headwater.assets.ranges import Part, RangeNotSatisfiable, asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 1)),
        ("bytes=0-", Part(0, 100)),
        ("bytes=10-19", Part(10, 20)),
        ("bytes=90-1000", Part(90, 100)),
        ("bytes=-10", Part(90, 100)),
        ("bytes=-1000", Part(0, 100)),
        (" bytes=5-6 ", Part(5, 7)),
    ],
)
def test_a_range_is_a_part_of_the_file(header: str, part: Part) -> None:
    assert asked(header, 100) == part


@pytest.mark.parametrize("header", [None, "", "bytes=-", "bytes=2-1", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b"])
def test_what_is_no_single_range_means_the_whole_file(header: str | None) -> None:
    assert asked(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        asked(header, 100)
