"""Setting the stage: every place that can be painted, by its name."""

from headwater.models.builtin.painter import above, country, indoors, town, waterside
from headwater.models.builtin.painter.scene import Scene, Stage
from headwater.models.builtin.painter.sky import paint_sky

PLACES = {
    "sea": waterside.sea,
    "coast": waterside.coast,
    "lake": waterside.lake,
    "river": waterside.river,
    "underwater": waterside.underwater,
    "mountain": country.mountain,
    "forest": country.forest,
    "field": country.field,
    "desert": country.desert,
    "village": country.village,
    "city": town.city,
    "room": indoors.room,
    "sky": above.sky,
    "space": above.space,
}
"""Each paints from the back to the front, below the sky."""
WITHOUT_SKY = frozenset({"room", "underwater"})


def painted(scene: Scene) -> Stage:
    """Paint the setting of the scene, without its subjects."""
    if scene.wish.setting not in WITHOUT_SKY:
        paint_sky(scene)
    return PLACES[scene.wish.setting](scene)
