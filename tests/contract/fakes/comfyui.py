"""A ComfyUI server in miniature: its queue, its history, its files and its socket, as version 0.3.64 answers.

Shapes and words are those of the real server, which was run beside it: `/prompt` with an id of the client's own, node
errors, `execution_error` and `execution_interrupted`, and binary messages with previews.
"""

import hashlib
import json
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.assets import samples

Json = Any
FORBIDDEN = "forbidden"
"""A node that calls a service refuses a prompt with this word."""
CHECKPOINTS = ["dreamshaper_8.safetensors", "v1-5-pruned-emaonly-fp16.safetensors"]
WORKFLOWS = Path(__file__).parent.parent / "workflows"
_NUMBER, _FACTOR = {"min": 1, "max": 16384}, {"min": 0.0, "max": 100.0, "step": 0.1, "round": 0.01}
_SEED = ["INT", {"default": 0, "min": 0, "max": 18446744073709551615, "control_after_generate": True}]
_SAMPLERS = [["euler", "dpmpp_2m", "uni_pc"], {"tooltip": "The algorithm used when sampling."}]
NODES: dict[str, dict[str, Json]] = {
    "KSampler": {
        "model": ["MODEL", {}],
        "seed": _SEED,
        "steps": ["INT", {"default": 20, "min": 1, "max": 10000}],
        "cfg": ["FLOAT", {"default": 8.0, **_FACTOR}],
        "sampler_name": _SAMPLERS,
        "scheduler": [["normal", "simple", "karras"], {}],
        "positive": ["CONDITIONING", {}],
        "negative": ["CONDITIONING", {}],
        "latent_image": ["LATENT", {}],
        "denoise": ["FLOAT", {"default": 1.0, "min": 0.0, "max": 1.0, "step": 0.01}],
    },
    "CheckpointLoaderSimple": {"ckpt_name": [CHECKPOINTS, {"tooltip": "The name of the checkpoint to load."}]},
    "EmptyLatentImage": {
        "width": ["INT", {"default": 512, "min": 16, "max": 16384, "step": 8}],
        "height": ["INT", {"default": 512, "min": 16, "max": 16384, "step": 8}],
        "batch_size": ["INT", {"default": 1, "min": 1, "max": 4096}],
    },
    "CLIPTextEncode": {"text": ["STRING", {"multiline": True, "dynamicPrompts": True}], "clip": ["CLIP", {}]},
    "VAEDecode": {"samples": ["LATENT", {}], "vae": ["VAE", {}]},
    "VAEEncode": {"pixels": ["IMAGE", {}], "vae": ["VAE", {}]},
    "LoadImage": {"image": [["example.png"], {"image_upload": True}]},
    "PrimitiveStringMultiline": {"value": ["STRING", {"multiline": True}]},
    "SaveImage": {"images": ["IMAGE", {}], "filename_prefix": ["STRING", {"default": "ComfyUI"}]},
    "CreateVideo": {"images": ["IMAGE", {}], "fps": ["FLOAT", {"default": 30.0, "min": 1.0, "max": 120.0}]},
    "SaveVideo": {
        "video": ["VIDEO", {}],
        "filename_prefix": ["STRING", {"default": "video/ComfyUI"}],
        "format": ["COMBO", {"default": "auto", "options": ["auto", "mp4"]}],
        "codec": ["COMBO", {"default": "auto", "options": ["auto", "h264"]}],
    },
    "SaveAudio": {"audio": ["AUDIO"], "filename_prefix": ["STRING", {"default": "audio/ComfyUI"}]},
    "PreviewAny": {"source": ["*", {}]},
}
"""The inputs of the nodes that it has, as `/object_info` gives them."""
OUTPUTS = {"SaveImage": ".png", "SaveVideo": ".mp4", "SaveAudio": ".mp3", "PreviewAny": None}
Handler = Callable[[Request], Awaitable[Response]]


def workflow(name: str) -> dict[str, Json]:
    """One of the workflows beside this file, as ComfyUI exports it."""
    found: dict[str, Json] = json.loads((WORKFLOWS / f"{name}.json").read_text("utf-8"))
    return found


@cache
def file(ending: str) -> bytes:
    """A file of that ending."""
    match ending:
        case ".png":
            return samples.picture("PNG", (64, 48))
        case ".mp4":
            return samples.film("mp4", frames=5)
        case _:
            return samples.sound("mp3", "libmp3lame", 1)


def stage(method: str, path: str) -> str | None:
    """Which part of a call a request is."""
    match method, path.strip("/").partition("/")[0]:
        case "POST", "prompt":
            return "submit"
        case "POST", "upload":
            return "upload"
        case "POST", _:
            return "cancel"
        case _, "queue" | "history":
            return "poll"
        case _, "view":
            return "file"
        case _:
            return "check"


@dataclass
class Fake:
    """The server. What it shall do otherwise than well is set before the call."""

    looks: int = 1
    """How often the queue is asked until the first workflow in it moves on."""
    held: str | None = None
    """`queued` or `running`: where workflows stay."""
    strange: int = 0
    """How many times the history tells a status that nobody has heard of."""
    error: tuple[str, str] | None = None
    """Type and message of the error that the sampler fails with."""
    outputs: dict[str, Json] | None = None
    """What the history says came out, in place of what did."""
    messages: list[str | bytes] = field(default_factory=list)
    """What the socket tells whoever opens it."""
    heard: list[str] = field(default_factory=list)
    """The clients that opened the socket."""
    pending: list[list[Json]] = field(default_factory=list)
    running: list[list[Json]] = field(default_factory=list)
    history: dict[str, Json] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    interrupted: list[str | None] = field(default_factory=list)
    number: int = 0

    @property
    def app(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/prompt", self.prompt, methods=["POST"]),
                Route("/queue", self.queue, methods=["GET"]),
                Route("/queue", self.delete, methods=["POST"]),
                Route("/interrupt", self.interrupt, methods=["POST"]),
                Route("/history/{id}", self.past, methods=["GET"]),
                Route("/upload/image", self.upload, methods=["POST"]),
                Route("/view", self.view, methods=["GET"]),
                Route("/object_info/{name}", self.info, methods=["GET"]),
                Route("/system_stats", self.stats, methods=["GET"]),
                WebSocketRoute("/ws", self.socket),
            ]
        )

    def restart(self) -> None:
        """Queue and history are in memory only."""
        self.pending, self.running, self.history = [], [], {}

    async def prompt(self, request: Request) -> Response:
        """Check a workflow and put it into the queue. One of the same id is taken again: the real server does so."""
        said = await request.json()
        graph = said["prompt"]
        if refused := _refusal(graph):
            return JSONResponse(refused, 400)
        item = [self.number, said["prompt_id"], graph, {"client_id": said["client_id"]}, _saving(graph)]
        self.number += 1
        self.pending.append(item)
        return JSONResponse({"prompt_id": said["prompt_id"], "number": item[0], "node_errors": {}})

    async def queue(self, request: Request) -> Response:
        """What runs and what waits; looking at it lets time pass."""
        if self.looks > 0:
            self.looks -= 1
        else:
            self._move_on()
        return JSONResponse({"queue_running": self.running, "queue_pending": self.pending})

    async def delete(self, request: Request) -> Response:
        """Take workflows from what waits."""
        gone = (await request.json()).get("delete", [])
        self.pending = [item for item in self.pending if item[1] not in gone]
        return Response()

    async def interrupt(self, request: Request) -> Response:
        """Stop what runs, if it is the one that is named."""
        id = (await request.json()).get("prompt_id")
        self.interrupted.append(id)
        for item in [each for each in self.running if id in (None, each[1])]:
            self.running.remove(item)
            message = {"prompt_id": item[1], "node_id": "3", "node_type": "KSampler", "executed": [], "timestamp": 1}
            self._ended(item, {}, "error", ["execution_interrupted", message])
        return Response()

    async def past(self, request: Request) -> Response:
        """What is kept of one workflow; an empty object where nothing is."""
        id = request.path_params["id"]
        entry = self.history.get(id)
        if entry and self.strange:
            self.strange -= 1
            entry = {**entry, "status": {"status_str": "pondering", "completed": False, "messages": []}}
        return JSONResponse({id: entry} if entry else {})

    async def upload(self, request: Request) -> Response:
        """Keep a file; one with the same bytes is kept once."""
        async with request.form() as form:
            image = form["image"]
            assert isinstance(image, UploadFile)
            name = str(image.filename)
            self.uploads[name] = await image.read()
        return JSONResponse({"name": name, "subfolder": "", "type": "input"})

    async def view(self, request: Request) -> Response:
        """A file that came out."""
        name = request.query_params["filename"]
        if ".." in name or request.query_params.get("type") not in ("output", "temp"):
            return Response(status_code=400)
        return Response(file(Path(name).suffix), headers={"Content-Disposition": f'filename="{name}"'})

    async def info(self, request: Request) -> Response:
        """What a node takes; an empty object where there is no such node."""
        name = request.path_params["name"]
        inputs = NODES.get(name)
        known = {"input": {"required": inputs}, "output_node": name in OUTPUTS, "name": name}
        return JSONResponse({name: known} if inputs else {})

    async def stats(self, request: Request) -> Response:
        """What the machine is."""
        return JSONResponse({"system": {"os": "posix", "comfyui_version": "0.3.64"}, "devices": []})

    async def socket(self, socket: WebSocket) -> None:
        """Tells what was prepared, then stays open."""
        client = socket.query_params.get("clientId", "")
        self.heard.append(client)
        await socket.accept()
        await socket.send_json({"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 1}}}})
        for message in self.messages:
            if isinstance(message, bytes):
                await socket.send_bytes(message)
            else:
                await socket.send_text(message.replace("PROMPT", client))
        try:
            await socket.receive_text()
        except WebSocketDisconnect:
            return

    def _move_on(self) -> None:
        if self.running and self.held != "running":
            self._finish(self.running.pop(0))
        elif self.pending and not self.running and self.held != "queued":
            self.running.append(self.pending.pop(0))

    def _finish(self, item: list[Json]) -> None:
        _, id, graph, _, saving = item
        if error := self.error or _moderated(graph):
            message = {
                "prompt_id": id,
                "node_id": "3",
                "node_type": "KSampler",
                "executed": [],
                "exception_message": f"{error[1]}\n",
                "exception_type": error[0],
                "traceback": ['  File "/opt/ComfyUI/execution.py", line 496, in execute\n'],
                "current_inputs": {},
                "current_outputs": [],
                "timestamp": 1,
            }
            return self._ended(item, {}, "error", ["execution_error", message])
        outputs = {node: _output(graph, node) for node in saving} if self.outputs is None else self.outputs
        self._ended(item, outputs, "success", ["execution_success", {"prompt_id": id, "timestamp": 1}])

    def _ended(self, item: list[Json], outputs: Json, status: str, last: Json) -> None:
        messages = [["execution_start", {"prompt_id": item[1], "timestamp": 1}], last]
        told = {"status_str": status, "completed": status == "success", "messages": messages}
        self.history[item[1]] = {"prompt": item, "outputs": outputs, "status": told, "meta": {}}


def preview(ending: str = ".png") -> bytes:
    """A binary message: 1, for a picture; its type, 1 for JPEG and 2 for PNG; the picture."""
    return struct.pack(">II", 1, 2) + file(ending)


def told(type: str, **data: Json) -> str:
    """A message about the workflow of whoever listens."""
    return json.dumps({"type": type, "data": {"prompt_id": "PROMPT", **data}})


def _refusal(graph: Mapping[str, Json]) -> Json:
    for id, node in graph.items():
        if node["class_type"] not in NODES:
            message = f"Cannot execute because node {node['class_type']} does not exist."
            error = {"type": "invalid_prompt", "message": message, "details": f"Node ID '#{id}'", "extra_info": {}}
            return {"error": error, "node_errors": {}}
    wrong = {id: errors for id, node in graph.items() if (errors := _errors(node))}
    if not wrong:
        return None
    nodes = {
        id: {"errors": errors, "dependent_outputs": _saving(graph), "class_type": graph[id]["class_type"]}
        for id, errors in wrong.items()
    }
    error = {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"}
    return {"error": {**error, "details": "", "extra_info": {}}, "node_errors": nodes}


def _errors(node: Mapping[str, Json]) -> list[Json]:
    found = []
    for name, (type, *options) in NODES[node["class_type"]].items():
        value, limits = node["inputs"].get(name), options[0] if options else {}
        extra = {"input_name": name, "received_value": value}
        if isinstance(type, list) and value not in type and not limits.get("image_upload"):
            details = f"{name}: '{value}' not in {type}"
            found.append(
                {"type": "value_not_in_list", "message": "Value not in list", "details": details, "extra_info": extra}
            )
        elif isinstance(value, int | float) and value > limits.get("max", value):
            message = f"Value {value} bigger than max of {limits['max']}"
            found.append({"type": "value_bigger_than_max", "message": message, "details": name, "extra_info": extra})
    return found


def _saving(graph: Mapping[str, Json]) -> list[str]:
    return [id for id, node in graph.items() if node["class_type"] in OUTPUTS]


def _output(graph: Mapping[str, Json], node: str) -> Json:
    ending = OUTPUTS[graph[node]["class_type"]]
    if ending is None:
        source = graph[graph[node]["inputs"]["source"][0]]
        return {"text": [str(source["inputs"].get("value", ""))]}
    prefix = graph[node]["inputs"]["filename_prefix"]
    folder, _, name = prefix.rpartition("/")
    stored = {"filename": f"{name}_00001_{ending}", "subfolder": folder, "type": "output"}
    match ending:
        case ".mp4":
            return {"images": [stored], "animated": [True]}
        case ".mp3":
            return {"audio": [stored]}
        case _:
            return {"images": [stored]}


def _moderated(graph: Mapping[str, Json]) -> tuple[str, str] | None:
    """As a node that calls a service says it."""
    words = " ".join(str(value) for node in graph.values() for value in node["inputs"].values())
    return ("Exception", "Generation failed: Request Moderated") if FORBIDDEN in words else None


def same(data: bytes) -> str:
    """The name under which such a file is uploaded."""
    return f"headwater-{hashlib.sha256(data).hexdigest()[:32]}.png"
