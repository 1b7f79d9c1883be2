"""The desk on a socket of this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from dragoman.errors import DragomanError

BACKLOG = 128


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens; port 0 is any free one. Raises DragomanError when it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise DragomanError(
            f"{host}:{port}: the desk cannot answer there ({error.strerror or error}). "
            "Name another port with --port; 0 takes any free one."
        ) from error
    with bound:
        yield bound


def run(app: Starlette, bound: socket.socket) -> None:
    """Answer until the process is told to stop."""
    config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
    uvicorn.Server(config).run(sockets=[bound])
