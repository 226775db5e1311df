"""Documents: pages become texts with title, author, publisher, date at its precision, language and sentences."""

from sarhad.documents.language import find_language
from sarhad.documents.parse import parse_page

__all__ = ["find_language", "parse_page"]
