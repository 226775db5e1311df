"""Pages and API over one workspace: the live briefing, and every row it was written from."""

from sarhad.web.app import Site, make_app, serve

__all__ = ["Site", "make_app", "serve"]
