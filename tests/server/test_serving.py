"""The port on which the studio is served."""

import socket

from headwater.serving import _listen


def test_the_listener_says_that_it_speaks_tcp_so_that_answers_leave_at_once() -> None:
    listener = _listen(0)
    assert listener is not None
    with listener:
        assert listener.proto == socket.IPPROTO_TCP
