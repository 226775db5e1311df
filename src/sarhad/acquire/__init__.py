"""Acquire: files, folders, archives, mails, feeds and addresses become `Page` records; nothing found is dropped."""

from sarhad.acquire.cache import Cache
from sarhad.acquire.gather import count, gather

__all__ = ["Cache", "count", "gather"]
