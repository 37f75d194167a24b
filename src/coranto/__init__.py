"""Coranto reads reports about a conflict and keeps the record."""

__version__ = "0.1.0"
