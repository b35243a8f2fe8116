"""The loopback service goes wrong as it is told, and counts."""

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.contract.service import Cut, Fault, Late, Lost, Service, Status, WrongType

DONE: list[str] = []


async def work(request: Request) -> Response:
    DONE.append((await request.body()).decode())
    return PlainTextResponse("well done " * 100)


def service() -> Service:
    DONE.clear()
    return Service(Starlette(routes=[Route("/work", work, methods=["POST"])]), lambda method, path: "submit")


def test_it_answers_counts_and_remembers() -> None:
    with service() as it, httpx2.Client() as http:
        assert http.post(f"{it.url}/work", json={"a": 1}).text.startswith("well done")
        assert (it.submits, it.requests[0].json, DONE) == (1, {"a": 1}, ['{"a":1}'])


@pytest.mark.parametrize(("fault", "error"), [(Lost(), "disconnected"), (Cut(), "peer closed|incomplete|reset")])
def test_a_lost_or_cut_answer_is_an_error_after_the_work_was_done(fault: Fault, error: str) -> None:
    with service() as it, httpx2.Client() as http:
        it.fault("submit", fault)
        with pytest.raises(httpx2.TransportError, match=error):
            http.post(f"{it.url}/work", content="x")
        assert (DONE, it.submits) == (["x"], 1)


def test_a_told_status_does_no_work_and_the_next_request_is_right_again() -> None:
    with service() as it, httpx2.Client() as http:
        it.fault("submit", Status(429, {"Retry-After": "1"}, {"error": "busy"}), WrongType())
        busy = http.post(f"{it.url}/work")
        assert (busy.status_code, busy.headers["retry-after"], DONE) == (429, "1", [])
        assert http.post(f"{it.url}/work").headers["content-type"] == "text/html"
        assert http.post(f"{it.url}/work").is_success


def test_a_late_answer_comes_when_it_is_released() -> None:
    late = Late()
    with service() as it, httpx2.Client() as http:
        it.fault("submit", late)
        late.release()
        assert http.post(f"{it.url}/work").is_success
