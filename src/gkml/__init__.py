"""gkml (公开目录): a compiler for government information disclosure catalogs."""

__version__ = "0.2.0"
