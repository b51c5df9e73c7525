"""Opens Parley's page on this machine: `python app.py [OPTIONS]` is `parley serve [OPTIONS]`."""

import sys

from assistant.cli import app

if __name__ == "__main__":
    app(["serve", *sys.argv[1:]], prog_name="parley")
