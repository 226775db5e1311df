"""The version of Sarhad; also what records are stamped with."""

__version__ = "0.1.0"
