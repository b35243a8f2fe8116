"""Nothing blocks the loop: every handler is a coroutine, and none calls what waits for a disk, a socket or a child."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import headwater
from headwater.server.app import ROOMS

SOURCE = Path(headwater.__file__).parent
BLOCKING = {"open", "sleep", "read_text", "write_text", "read_bytes", "write_bytes", "run", "check_output", "urlopen"}
"""Names of calls that wait; inside `async def` only as an argument of `asyncio.to_thread`, or awaited."""


def handlers() -> list[Path]:
    return sorted([*SOURCE.glob("*/routes.py"), *SOURCE.glob("server/*.py"), *SOURCE.glob("generation/*.py")])


def blocking_calls(tree: ast.AST) -> Iterator[str]:
    """Calls in coroutines that are neither awaited nor opened as a context."""
    for function in ast.walk(tree):
        if isinstance(function, ast.AsyncFunctionDef):
            waited = {id(node.value) for node in ast.walk(function) if isinstance(node, ast.Await)}
            contexts = [node for node in ast.walk(function) if isinstance(node, ast.AsyncWith)]
            entered = {id(item.context_expr) for node in contexts for item in node.items}
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and id(call) not in waited | entered and _name(call) in BLOCKING:
                    yield f"{function.name}: {_name(call)} in line {call.lineno}"


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_handler_calls_what_blocks() -> None:
    assert len(handlers()) > 8
    found = {str(path.name): list(blocking_calls(ast.parse(path.read_text()))) for path in handlers()}
    assert not any(found.values()), found


def test_the_check_finds_a_blocking_call() -> None:
    assert list(blocking_calls(ast.parse("async def f():\n    open('x')\n    await g.open('x')\n")))


def test_every_route_is_a_coroutine() -> None:
    endpoints = [route.endpoint for room in ROOMS for route in room.router.routes if hasattr(route, "endpoint")]
    assert len(endpoints) > 20
    assert all(inspect.iscoroutinefunction(endpoint) for endpoint in endpoints)
