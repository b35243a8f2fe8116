"""The fault matrix for conversations: with a server of one's own, and with each service by its own protocol."""

from typing import Any, ClassVar

from tests.contract.fakes import anthropic
from tests.contract.fakes.openai_chat import stage
from tests.contract.matrix import AtWork, OneCallMatrix
from tests.contract.service import Service, Status
from tests.providers.servers import OwnServer

Json = Any
PROMPT = "Write a line about a lamp."


class TestOwnServer(OneCallMatrix):
    """Any OpenAI-compatible server."""

    PROVIDER = "mine"
    BASE = "/v1"
    NODE: ClassVar[dict[str, Json]] = {"kind": "text", "model": "mine/llama3.2:3b", "prompt": PROMPT}

    def serve(self) -> Service:
        return OwnServer().service()

    def refuse(self, service: Service) -> None:
        said = {"message": "This prompt was flagged.", "type": "invalid_request_error", "code": "content_filter"}
        service.fault("submit", Status(400, {}, {"error": said}))


class TestAnthropic(OneCallMatrix):
    PROVIDER = "anthropic"
    BASE = "/v1"
    NODE: ClassVar[dict[str, Json]] = {"kind": "text", "model": "anthropic/claude-opus-5-5", "prompt": PROMPT}

    def serve(self) -> Service:
        self.fake = anthropic.Fake()
        return Service(self.fake.app, stage)

    def refuse(self, service: Service) -> None:
        self.fake.ending = "refused"

    async def test_what_it_cost_is_kept_beside_the_price(self, at_work: AtWork) -> None:
        await at_work.generate()
        (costs,) = (await at_work.desk.get("/api/costs"))["generations"]
        assert float(costs["charged_usd"]) == 0.008
        assert float(costs["expected_usd"]) == 0.081956
