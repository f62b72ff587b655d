"""The `gkml` command: sets the process up for a short life, runs the command line, leaves without looking back."""

import gc
import os
import sys


def main() -> None:
    """Runs the command line. In a process this short, collecting cycles costs more than it frees.

    So does taking everything apart at the end, which is a fifth of a small build: it ends as it stands, as mypy does.
    """
    gc.disable()
    from gkml.cli import run

    code = run()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # also a stream that a server has closed
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
