"""Đình: the working system of a Vietnamese commune-level People's Committee."""

__version__ = "0.1.0"
