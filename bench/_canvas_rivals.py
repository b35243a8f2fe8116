"""React Flow and litegraph with the measured document, served as a production build beside the studio."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from bench._canvas_document import Measured
from tests.journeys.studio import Json, Studio

RIVALS = ("react-flow", "litegraph")
FOLDER = Path(__file__).parent / "canvas_rivals"


@contextmanager
def served_rivals(studio: Studio, canvas: Measured) -> Iterator[str]:
    """The address of their page, which shows this canvas; a rival is named by `?rival=`."""
    with TemporaryDirectory() as folder:
        _build(Path(folder))
        (Path(folder) / "document.json").write_text(json.dumps(_document(canvas)))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, studio, directory=folder))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()


def _document(canvas: Measured) -> Json:
    nodes = [[id, *box, canvas.assets[id]] for id, box in canvas.boxes.items()]
    return {"nodes": nodes, "links": canvas.links}


def _build(folder: Path) -> None:
    npm = shutil.which("npm")
    assert npm, "npm is needed to build the rivals' page; `--no-rivals` measures without them."
    if not (FOLDER / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, capture_output=True)
    build = [npm, "run", "-s", "build", "--", "--outDir", str(folder), "--emptyOutDir"]
    subprocess.run(build, cwd=FOLDER, check=True, capture_output=True)


class _Page(SimpleHTTPRequestHandler):
    """The built page, and the studio's own previews of the pictures."""

    def __init__(self, studio: Studio, *arguments: object, directory: str) -> None:
        self._studio = studio
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type] # what a server gives its handler

    def do_GET(self) -> None:
        """A picture, or a file of the page."""
        at = urlsplit(self.path)
        if not at.path.startswith("/picture/"):
            super().do_GET()
            return
        size = parse_qs(at.query)["size"][0]
        self._picture(at.path.removeprefix("/picture/"), size)

    def _picture(self, asset: str, size: str) -> None:
        answer = self._studio.http.get(f"/api/assets/{asset}/preview", params={"size": size})
        self.send_response(answer.status_code)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Nothing: the table is what is printed."""
