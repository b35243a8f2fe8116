"""The four kinds of content. Everything that has a kind means one of these."""

from enum import StrEnum


class Kind(StrEnum):
    """What a node holds, a model makes and a connection carries."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
