"""Long runs: what a reading has done so far, once or as a stream of events (server-sent)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from sarhad.store.progress import Progress

Look = Callable[[], Progress]
PAUSE = 0.5  # seconds between two looks
SILENCE = 15.0  # seconds without news after which a comment keeps the connection open


def progress_routes(look: Look) -> list[HTTPRouteHandler]:
    """The routes that tell of runs under way."""

    @get("/progress", operation_id="progress", sync_to_thread=True)
    def progress() -> Progress:
        """What is being read at present."""
        return look()

    @get("/progress/stream", operation_id="progress-stream", sync_to_thread=False)
    def stream(
        seconds: Annotated[float, QueryParameter(ge=0, le=3600, description="For so long.")] = 60.0,
    ) -> ServerSentEvent:
        """The same as events `progress`, one for each change; a browser's EventSource asks again by itself."""
        return ServerSentEvent(events(look, seconds))

    return [progress, stream]


async def events(look: Look, seconds: float) -> AsyncIterator[ServerSentEventMessage]:
    """An event for the state now, and one for each that follows."""
    until, last, spoke = time.monotonic() + seconds, None, time.monotonic()
    while True:
        now = await asyncio.to_thread(look)
        if now != last:
            last, spoke = now, time.monotonic()
            yield ServerSentEventMessage(event="progress", data=msgspec.json.encode(now).decode())
        elif time.monotonic() - spoke > SILENCE:
            spoke = time.monotonic()
            yield ServerSentEventMessage(comment="still here")
        if time.monotonic() + PAUSE > until:
            return
        await asyncio.sleep(PAUSE)
