"""`python -m assistant.cli` is the `parley` command."""

from assistant.cli import main

if __name__ == "__main__":
    main()
