"""Sarhad: from open-source reporting on a region to an auditable, scored assessment of a cross-border threat."""

__version__ = "0.1.0"
