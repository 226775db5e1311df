"""Read-only pages and API over one workspace: the live briefing, and every table as JSON."""

from sarhad.web.app import make_app, serve

__all__ = ["make_app", "serve"]
