"""A tab in which nobody hears what happens to the document elsewhere, as on a line that is slow."""

import re
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import WebSocketRoute

from tests.journeys.canvas import Canvas


@dataclass
class DeafTab:
    """A second tab that can be made to hear nothing of what others do."""

    canvas: Canvas
    listening: bool = True

    @classmethod
    def beside(cls, canvas: Canvas) -> Self:
        """In the same browser, on the same canvas."""
        tab = cls(Canvas(canvas.page.context.new_page(), canvas.studio, canvas.id))
        tab.canvas.page.route_web_socket(re.compile("/document"), tab._opened)
        tab.canvas.open()
        return tab

    def _opened(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: socket.send(message) if self.listening else None)
