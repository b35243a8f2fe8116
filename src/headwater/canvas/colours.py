"""The colours that people give to groups and notes; never those of the kinds."""

from typing import Literal, get_args

Colour = Literal["grey", "blue", "cyan", "lime", "yellow", "red", "pink", "indigo"]
COLOURS: tuple[Colour, ...] = get_args(Colour)


def read_colour(value: object, usual: Colour) -> Colour:
    """The colour that the document says; `usual` if it says none."""
    return next((each for each in COLOURS if each == value), usual)
