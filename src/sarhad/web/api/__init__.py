"""The interface for programs, `/api/v1`: rows, facets, pictures, reasons, and corrections."""

from sarhad.web.api.common import Changed, Desks, Problem, Writing
from sarhad.web.api.routes import api_router, idle, problem_handlers

__all__ = ["Changed", "Desks", "Problem", "Writing", "api_router", "idle", "problem_handlers"]
