"""A plan that was read, what is wrong in it, and what became of it in another year."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from . import _albero
from ._errors import error_of
from ._model import Finding, Indicator, Json, Objective, Section, Text


class Readable(Protocol):
    """An open file of bytes."""

    def read(self) -> bytes: ...


def _plain(text: str) -> Any:
    """JSON with its numbers as they were printed: ``100.00`` keeps both zeros."""
    return json.loads(text, parse_float=Decimal)


class Plan:
    """A performance plan. Its attributes are the plan JSON's; ``to_dict()`` is the JSON itself."""

    def __init__(self, text: str, notes: str = "[]") -> None:
        self._text = text
        self._notes = notes
        self._parsed: Json | None = None
        self._sections: tuple[Section, ...] | None = None

    @property
    def _json(self) -> Json:
        if self._parsed is None:
            self._parsed = _plain(self._text)
        return self._parsed

    @property
    def title(self) -> str | None:
        """The document's title."""
        return self._json.get("title")

    @property
    def entity(self) -> str | None:
        """The body whose plan it is."""
        return self._json.get("entity")

    @property
    def year(self) -> int | None:
        """The year that the plan is for; of a plan of several years the first."""
        return self._json.get("year")

    @property
    def kind(self) -> str | None:
        """``"report"`` of a report on a plan, else ``None``."""
        return self._json.get("kind")

    @property
    def source(self) -> Json:
        """The document: name, format, SHA-256, size, pages."""
        return dict(self._json["source"])

    @property
    def sections(self) -> tuple[Section, ...]:
        """The tree: areas, missions, positions."""
        if self._sections is None:
            self._sections = tuple(Section.of(section) for section in self._json["sections"])
        return self._sections

    def objectives(self) -> Iterator[Objective]:
        """All objectives, at any depth, in the document's order."""
        for section in self.sections:
            yield from section.walk()

    def indicators(self) -> Iterator[Indicator]:
        """All indicators, in the document's order."""
        for objective in self.objectives():
            yield from objective.indicators

    @property
    def unrecognized(self) -> tuple[Text, ...]:
        """What is printed among the tree and was not understood, with its page and reason."""
        return tuple(Text.of(text) for text in self._json.get("unrecognized", ()))

    @property
    def prose(self) -> tuple[Text, ...]:
        """What stands outside the tree."""
        return tuple(Text.of(text) for text in self._json.get("prose", ()))

    @property
    def notes(self) -> list[Any]:
        """What was noticed while reading, as JSON: pages without text, hidden words, guessed encodings."""
        found: list[Any] = json.loads(self._notes)
        return found

    def to_dict(self) -> Json:
        """The plan JSON; decimals are ``Decimal`` with the digits that were printed."""
        found: Json = _plain(self._text)
        return found

    def to_json(self) -> str:
        """The plan JSON as text, as ``albero parse --compact`` writes it."""
        return self._text

    def check(self, config: str | None = None, previous: Plan | None = None, lang: str = "en") -> list[Finding]:
        """What is wrong in it, by position. ``config`` is the text of an ``albero.toml``; ``lang`` is ``en`` or ``it``.

        :raises WrongSettings: settings that are not understood.
        """
        last = None if previous is None else previous._text
        with _told():
            found = _albero.check(self._text, self._notes, config, last, lang)
        return [Finding.of(finding) for finding in _plain(found)]

    def __repr__(self) -> str:
        name = self.entity or self.source.get("name") or "plan"
        count = sum(1 for _ in self.objectives())
        return f"<albero.Plan {name} {self.year or '?'}: {count} objectives>"


@dataclass(frozen=True, slots=True)
class Diff:
    """What became of a plan in another year; ``to_dict()`` is what ``albero diff --output-format json`` writes."""

    _text: str

    @property
    def summary(self) -> Json:
        """How many objectives and indicators were added, removed, changed."""
        found: Json = _plain(self._text)["summary"]
        return found

    def to_dict(self) -> Json:
        """The diff JSON."""
        found: Json = _plain(self._text)
        return found

    def to_json(self) -> str:
        """The diff JSON as text."""
        return self._text


class _told:
    """Turns the library's faults into errors."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _albero.Fault):
            word, message = error.args
            raise error_of(word, message) from None


def read(
    document: str | os.PathLike[str] | bytes | Readable,
    password: str | None = None,
    labels: Mapping[str, Sequence[str]] | None = None,
    pages: tuple[int, int] | None = None,
    lang: str = "en",
) -> Plan:
    """Reads a plan from a PDF, a text file extracted from one, or plan JSON: a path, its bytes, or an open file.

    ``labels`` are further labels by what they label, as ``[labels]`` of ``albero.toml`` has them; ``pages`` the first page
    and the last that are read of a PDF. The interpreter's lock is not held meanwhile. Documents of strangers are better
    read by :func:`read_many`, each in a process of its own.

    :raises AlberoError: the document could not be read; one class a kind. ``OSError`` where the file cannot be opened.
    """
    name: str | None = None
    if isinstance(document, (bytes, bytearray, memoryview)):
        content = bytes(document)
    elif isinstance(document, (str, os.PathLike)):
        name = os.path.basename(os.fspath(document))
        with open(document, "rb") as file:
            content = file.read()
    else:
        content = document.read()
    given = [(field, text) for field, texts in (labels or {}).items() for text in texts]
    with _told():
        plan, notes = _albero.read(content, name, password, pages, given, lang)
    return Plan(plan, notes)


def diff(old: Plan, new: Plan, all: bool = False) -> Diff:
    """What became of ``old`` in ``new``; with ``all``, what stayed the same, too."""
    with _told():
        return Diff(_albero.diff(old.to_json(), new.to_json(), all))
