"""Prints the API's description, from which the browser's types are made: `python -m headwater.server.openapi`."""

import json
from typing import Any

from pydantic import TypeAdapter

from headwater.server.app import create_app
from headwater.server.live import LiveEvent

REFERENCE = "#/components/schemas/{model}"


def description() -> dict[str, Any]:
    """The OpenAPI description, with the live events among its schemas."""
    api = create_app(frozenset(), {}).openapi()
    events = TypeAdapter(LiveEvent).json_schema(ref_template=REFERENCE)
    schemas = api["components"]["schemas"]
    for name, schema in events.pop("$defs").items():
        schemas.setdefault(name, schema)
    schemas["LiveEvent"] = events
    return api


if __name__ == "__main__":
    print(json.dumps(description(), indent=1, sort_keys=True, ensure_ascii=False))
