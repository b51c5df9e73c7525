"""`python -m evals.cli` is the `parley-eval` command."""

from evals.cli.app import main

main()
