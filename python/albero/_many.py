"""Many documents, each read in a process that its failure ends alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from ._errors import AlberoError, error_of
from ._plan import Plan


def program() -> str:
    """The program that the wheel carries; else the one on the path.

    :raises AlberoError: there is none.
    """
    own = Path(__file__).parent / "bin" / ("albero.exe" if os.name == "nt" else "albero")
    found = str(own) if own.exists() else shutil.which("albero")
    if found is None:
        raise AlberoError("no_program", "this package carries no albero program, and none is on the path")
    return found


def read_many(
    paths: Iterable[str | os.PathLike[str]],
    workers: int | None = None,
    progress: bool = True,
) -> Iterator[tuple[str, Plan | AlberoError]]:
    """Reads documents in parallel and yields each path with its plan, or with why there is none, in the order given.

    The program is started once and gives each document to a worker of its own, which a damaged document may end, and which
    is replaced: the others go on. ``workers`` is how many read at once (else one a core); ``progress`` counts on standard
    error, if that is a terminal. As for the program, labels of an ``albero.toml`` beside a document, or above it, count.
    """
    given = [os.fspath(path) for path in paths]
    # Of a folder the program would read what is in it.
    files = [path for path in given if not os.path.isdir(path)]
    read = _each(files, workers, progress)
    for path in given:
        if os.path.isdir(path):
            yield path, AlberoError("file", "is a folder; give the files in it")
        else:
            yield path, next(read, AlberoError("worker", "the program ended before it was read"))


def _each(files: list[str], workers: int | None, progress: bool) -> Iterator[Plan | AlberoError]:
    """What becomes of each file, in order; of fewer where the program ends early."""
    if not files:
        return
    command = [program(), "parse", "--format", "ndjson", "--with-notes", "--ordered", "--lang", "en"]
    if workers is not None:
        command += ["--jobs", str(workers)]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert running.stdin is not None and running.stdout is not None
    feeder = threading.Thread(target=_feed, args=(running, files), daemon=True)
    feeder.start()
    shown = progress and sys.stderr.isatty()
    try:
        for count, line in enumerate(running.stdout, 1):
            if shown:
                print(f"\r{count}/{len(files)}", end="", file=sys.stderr, flush=True)
            yield _read(line)
    finally:
        if shown:
            print(file=sys.stderr)
        running.stdout.close()
        running.kill()
        running.wait()


def _feed(running: subprocess.Popen[bytes], files: list[str]) -> None:
    assert running.stdin is not None
    # Standard input is the list's own.
    named = ["./-" if path == "-" else path for path in files]
    try:
        running.stdin.write(b"\0".join(os.fsencode(path) for path in named) + b"\0")
        running.stdin.close()
    except OSError:
        pass  # The program has ended: what it did not say is told of each path.


def _read(line: bytes) -> Plan | AlberoError:
    """A line: `{"notes": [..], "plan": {..}}`, or `{"file": .., "error": {..}}`."""
    text = line.decode("utf-8").rstrip("\n")
    if not text.startswith(NOTES):
        error = json.loads(text)["error"]
        return error_of(error["kind"], error["message"])
    _, end = json.JSONDecoder().raw_decode(text, len(NOTES))
    # The plan's text is kept as it was written.
    return Plan(text[end + len(PLAN) : -1], text[len(NOTES) : end])


NOTES = '{"notes":'
PLAN = ',"plan":'
