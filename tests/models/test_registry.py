"""What can be picked: by connection, by date; and what is said of a model that is gone."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from headwater.models.catalogue import Retired
from headwater.models.model import Mode, Model
from headwater.models.price import PriceRule
from headwater.models.provider import Connection, Provider
from headwater.models.registry import Registry, today
from headwater.platform.kinds import Kind
from tests.generation.arranged import new, panel

FAR = Provider(id="far", name="Far Away")
YESTERDAY = today() - timedelta(days=1)


def model(id: str, **more: Any) -> Model:
    given: dict[str, Any] = {
        "provider": "far",
        "adapter": "x",
        "description": "",
        "neural": True,
        "kind": Kind.IMAGE,
    } | more
    return Model(id=id, name=id.upper(), modes=(Mode(id="create"),), prices=(PriceRule(credits=Decimal(1)),), **given)


def registry(*models: Model, connected: bool = True, **more: Any) -> Registry:
    connections = {"far": Connection(FAR, "https://far.example")} if connected else {}
    return Registry({each.id: each for each in models}, {}, {"far": FAR}, connections, **more)


def reason(id: str, known: Registry) -> Any:
    return panel(new("it", "image", "A sea", model=id), registry=known).reason


def test_a_model_whose_provider_is_not_connected_is_known_but_cannot_be_picked() -> None:
    known = registry(model("far/a"), connected=False)
    assert (known.get("far/a") is not None, known.of(Kind.IMAGE)) == (True, [])
    told = reason("far/a", known)
    assert (told.code, told.message) == ("no_key", "FAR/A needs a key for Far Away. Add it in the settings")


def test_a_key_that_the_provider_refused_keeps_generate_off() -> None:
    told = reason("far/a", registry(model("far/a"), refused={"far": "No such key"}))
    assert told.code == "key_refused"


def test_a_model_serves_its_last_day_and_is_retired_after_it() -> None:
    assert registry(model("far/a", retires=today())).of(Kind.IMAGE)
    known = registry(model("far/a", retires=YESTERDAY, replaced_by="far/b"), model("far/b"))
    assert [each.id for each in known.of(Kind.IMAGE)] == ["far/b"]
    told = reason("far/a", known)
    assert told.code == "model_retired"
    assert told.message.startswith("FAR/A was retired on ")
    assert told.message.endswith("Pick FAR/B instead")


def test_a_retired_model_keeps_its_name_and_names_its_replacement_through_others_that_are_gone() -> None:
    gone = {
        "far/old": Retired(id="far/old", name="Old", kind=Kind.IMAGE, on=YESTERDAY, replaced_by="far/mid"),
        "far/mid": Retired(id="far/mid", name="Mid", kind=Kind.IMAGE, on=YESTERDAY, replaced_by="far/new"),
    }
    known = registry(model("far/new"), retired=gone)
    shown = panel(new("it", "image", "A sea", model="far/old"), registry=known)
    assert (shown.model_name, shown.replacement) == ("Old", "far/new")
    assert shown.reason is not None
    assert shown.reason.message.endswith("Pick FAR/NEW instead")


def test_models_that_replace_each_other_in_a_circle_lead_nowhere() -> None:
    known = registry(
        model("far/a", retires=YESTERDAY, replaced_by="far/b"), model("far/b", retires=YESTERDAY, replaced_by="far/a")
    )
    assert known.replacement("far/a") is None
