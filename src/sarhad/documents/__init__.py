"""Documents: pages become texts with title, author, publisher, date at its precision, language and sentences."""

from sarhad.documents.parse import parse_page

__all__ = ["parse_page"]
