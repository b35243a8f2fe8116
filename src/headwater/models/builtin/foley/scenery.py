"""All sounds that can be made."""

from functools import cache

from headwater.models.builtin.foley import bells, city, creatures, film, house, people, water, weather
from headwater.models.builtin.foley.scene import Sound


@cache
def sounds() -> tuple[Sound, ...]:
    """Every sound, family by family."""
    families = (weather, water, house, people, creatures, city, bells, film)
    return tuple(sound for family in families for sound in family.SOUNDS)


def listed() -> str:
    """Their names, for people."""
    names = [sound.name for sound in sounds()]
    return f"{', '.join(names[:-1])} and {names[-1]}"
