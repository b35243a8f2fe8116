"""Rules of names: only ever shown, never a path, with an ending that fits the type."""

import pytest

from headwater.assets.name import LONGEST, clean_name, titled


@pytest.mark.parametrize(
    ("given", "mime", "shown"),
    [
        ("photo.png", "image/png", "photo.png"),
        ("Photo.JPEG", "image/jpeg", "Photo.JPEG"),
        ("photo.jpg", "image/webp", "photo.webp"),
        ("photo.txt", "image/png", "photo.txt.png"),
        ("Взгляд 終.mov", "video/quicktime", "Взгляд 終.mov"),
        ("v1.2 final", "video/mp4", "v1.2 final.mp4"),
        ("../../etc/passwd", "audio/wav", "passwd.wav"),
        ("C:\\Users\\me\\song.mp3", "audio/mpeg", "song.mp3"),
        ("", "image/png", "image.png"),
        (".png", "image/png", "png.png"),
        ("...", "audio/flac", "audio.flac"),
        ("a\x00b\r\nc.png", "image/png", "abc.png"),
        ("photo\u202egnp.exe", "image/png", "photognp.exe.png"),
        ('a"b<c>:d|e?.png', "image/png", "a b c d e.png"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_type_does(given: str, mime: str, shown: str) -> None:
    assert clean_name(given, mime) == shown


def test_a_name_has_an_end() -> None:
    assert len(clean_name("x" * 1000 + ".png", "image/png")) == LONGEST
    assert len(clean_name("x" * 1000, "image/png")) == LONGEST


@pytest.mark.parametrize(
    ("title", "mime", "name"),
    [
        ("Harbour, take 2", "image/png", "Harbour, take 2.png"),
        ("Scene 1/2: \\night?", "video/mp4", "Scene 1 2 night.mp4"),
        ("港の朝", "audio/mpeg", "港の朝.mp3"),
        ("صباح", "image/webp", "صباح.webp"),
        ("..", "image/png", "image.png"),
    ],
)
def test_a_title_names_a_file_with_all_of_its_words(title: str, mime: str, name: str) -> None:
    assert titled(title, mime) == name
