"""The `parley` command. Results go to standard output, progress to standard error.

Exit codes: 0 done, 1 a refusal with `--fail-on-refusal`, 2 usage, settings or library, 3 incomplete,
130 interrupted. What a command needs is imported when it runs, so that `--help` costs nothing.
"""

from assistant.cli.app import app, main

__all__ = ["app", "main"]
