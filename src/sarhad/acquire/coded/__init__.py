"""Published datasets of coded events: a file as released becomes records, row by row, never all in memory.

One visible dict names the loaders; each is data about its files plus one function from a row to records.
"""

from sarhad.acquire.coded.base import Loader, Release, Terms
from sarhad.acquire.coded.reading import LOADERS, Batch, Opened, open_dataset

__all__ = ["LOADERS", "Batch", "Loader", "Opened", "Release", "Terms", "open_dataset"]
