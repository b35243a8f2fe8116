"""The examples in the API's description are what the API takes and gives."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from headwater.server.app import create_app
from headwater.server.examples import EXAMPLES

DESCRIPTION: dict[str, Any] = create_app(frozenset(), {}).openapi()


def check(example: Any, schema: dict[str, Any]) -> None:
    whole = {"components": DESCRIPTION["components"], **schema}
    jsonschema.Draft202012Validator(whole).validate(example)


@pytest.mark.parametrize(("method", "path"), EXAMPLES)
def test_an_example_is_what_its_address_takes_and_gives(method: str, path: str) -> None:
    operation = DESCRIPTION["paths"][path][method]
    asked = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in asked:
        check(asked["example"], asked["schema"])
    given = [answer.get("content", {}).get("application/json", {}) for answer in operation["responses"].values()]
    examples = [each for each in given if "example" in each]
    for each in examples:
        check(each["example"], each["schema"])
    assert examples or "example" in asked


def test_every_address_says_what_it_does() -> None:
    silent = [
        (method, path)
        for path, operations in DESCRIPTION["paths"].items()
        for method, operation in operations.items()
        if not operation.get("description") or not operation.get("tags")
    ]
    assert silent == []


def test_the_description_that_is_kept_is_the_one_that_is_served() -> None:
    kept = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8"))
    assert kept["paths"] == json.loads(json.dumps(DESCRIPTION))["paths"], "Run: python3 studio api"
