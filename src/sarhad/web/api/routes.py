"""All routes under `/api/v1`, as one router."""

from __future__ import annotations

from typing import Any

from litestar import Router
from litestar.di import Provide
from litestar.exceptions import HTTPException

from sarhad.errors import SarhadError
from sarhad.store.progress import Progress
from sarhad.web.api.common import Desks, Writing, on_problem, on_refusal, question
from sarhad.web.api.listing import listing_routes
from sarhad.web.api.pictures import picture_routes
from sarhad.web.api.progress import Look, progress_routes
from sarhad.web.api.why import why_routes
from sarhad.web.api.writing import writing_routes


def idle() -> Progress:
    """Nothing is being read."""
    return Progress(state="idle")


problem_handlers: dict[Any, Any] = {SarhadError: on_problem, HTTPException: on_refusal}


def api_router(desks: Desks, writing: Writing | None = None, look: Look = idle) -> Router:
    """The interface over the indexes that `desks` gives; without `writing` nothing can be changed.

    `look` tells what is being read at present.
    """
    return Router(
        "/api/v1",
        route_handlers=[
            *listing_routes(desks),
            *picture_routes(desks),
            *why_routes(desks),
            *writing_routes(desks, writing),
            *progress_routes(look),
        ],
        dependencies={"asked": Provide(question, sync_to_thread=False)},
        exception_handlers=problem_handlers,
    )
