"""The desk's index: what pages and API read, made once from each state of the lake and kept beside it."""

from sarhad.store.desk.desk import Desk
from sarhad.store.desk.layout import State
from sarhad.store.desk.query import Query
from sarhad.store.desk.resources import RESOURCES, Resource
from sarhad.store.desk.writer import DeskWriter

__all__ = ["RESOURCES", "Desk", "DeskWriter", "Query", "Resource", "State"]
