"""The `parley-eval` command: one module a sub-command, joined in the table of `evals.cli.app`."""

from evals.cli.app import app, main

__all__ = ["app", "main"]
