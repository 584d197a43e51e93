"""The command line: the rooms' verbs, each parsing, calling one door and printing."""

from dawra.views.cli.app import main

__all__ = ["main"]
