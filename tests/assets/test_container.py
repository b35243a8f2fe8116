"""Rules of opening: one demuxer, one file. Even a reader that follows references gets nothing but the file given."""

from pathlib import Path

import av
import pytest

from headwater.assets.media_child.container import opened
from headwater.assets.media_child.refusal import reading
from headwater.platform.errors import InvalidInput
from tests.assets import samples

PLAYLISTS = {
    "concat": "ffconcat version 1.0\nfile film.mp4\n",
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfilm.mp4\n#EXT-X-ENDLIST\n",
}


@pytest.fixture
def playlist(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A list that names a film which lies beside it."""
    (tmp_path / "film.mp4").write_bytes(samples.film("mp4"))
    file = tmp_path / "list.m3u8"
    file.write_text(PLAYLISTS[request.param])
    return file


def frames(container: av.container.InputContainer) -> int:
    return sum(1 for _ in container.decode(video=0))


@pytest.mark.parametrize("playlist", ["concat"], indirect=True)
def test_without_the_guard_a_playlist_opens_what_it_names(playlist: Path) -> None:
    with av.open(str(playlist), format="concat") as container:
        assert frames(container) == 20


@pytest.mark.parametrize(("playlist", "reader"), [(name, name) for name in PLAYLISTS], indirect=["playlist"])
def test_with_the_guard_it_does_not(playlist: Path, reader: str) -> None:
    with pytest.raises(InvalidInput), reading(), opened(str(playlist), reader) as container:
        frames(container)


@pytest.mark.parametrize("reader", ["webm", "mp3", "wav", "flac", "ogg"])
def test_a_film_is_not_read_by_another_reader_than_its_own(tmp_path: Path, reader: str) -> None:
    (tmp_path / "film").write_bytes(samples.film("mp4"))
    with pytest.raises(InvalidInput), reading(), opened(str(tmp_path / "film"), reader) as container:
        frames(container)
