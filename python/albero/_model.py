"""Plans as objects: the plan JSON's nodes and values, dates as ``datetime.date``, numbers as ``decimal.Decimal``."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

Json = dict[str, Any]
T = TypeVar("T")


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _date(value: str | None) -> datetime.date | None:
    return None if value is None else datetime.date.fromisoformat(value)


def _maybe(of: Callable[[Json], T], value: Json | None) -> T | None:
    return None if value is None else of(value)


def _each(of: Callable[[Json], T], values: list[Json] | None) -> tuple[T, ...]:
    return tuple(of(value) for value in values or ())


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is printed: a page (1-based), and a box ``(x0, y0, x1, y1)`` in points from the page's top left, or,
    in a text file, its first line and last."""

    page: int
    bbox: tuple[float, float, float, float] | None
    lines: tuple[int, int] | None

    @classmethod
    def of(cls, json: Json) -> Location:
        bbox, lines = json.get("bbox"), json.get("lines")
        box = tuple(float(length) for length in bbox) if bbox else None
        return cls(json["page"], box, tuple(lines) if lines else None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as printed, and as a date where it is one."""

    text: str
    date: datetime.date | None

    @classmethod
    def of(cls, json: Json) -> Moment:
        return cls(json["text"], _date(json.get("date")))


@dataclass(frozen=True, slots=True)
class Other:
    """A labelled text that no field is for."""

    label: str
    text: str

    @classmethod
    def of(cls, json: Json) -> Other:
        return cls(json["label"], json["text"])


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity as printed (``80,0%``), its number and unit."""

    text: str
    value: Decimal | None
    unit: str | None

    @classmethod
    def of(cls, json: Json) -> Measure:
        return cls(json["text"], _number(json.get("value")), json.get("unit"))


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a graded target."""

    text: str
    name: str | None
    comparator: str | None
    value: Decimal | None
    unit: str | None
    date: datetime.date | None
    score: Decimal | None

    @classmethod
    def of(cls, json: Json) -> Level:
        value, score = _number(json.get("value")), _number(json.get("score"))
        date = _date(json.get("date"))
        return cls(json["text"], json.get("name"), json.get("comparator"), value, json.get("unit"), date, score)


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached in a year: ``>= 70,00 %`` is a ``threshold``, with comparator, value and unit."""

    year: int | None
    text: str
    kind: str
    comparator: str | None
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    date: datetime.date | None
    relative_to: int | None
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, json: Json) -> Target:
        return cls(
            json.get("year"),
            json["text"],
            json["kind"],
            json.get("comparator"),
            _number(json.get("value")),
            _number(json.get("upper")),
            json.get("unit"),
            _date(json.get("date")),
            json.get("relative_to"),
            _each(Level.of, json.get("levels")),
        )


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an indicator was before; in ``history`` one for each year that is printed."""

    year: int | None
    text: str
    value: Decimal | None
    unit: str | None
    date: datetime.date | None

    @classmethod
    def of(cls, json: Json) -> Baseline:
        value, date = _number(json.get("value")), _date(json.get("date"))
        return cls(json.get("year"), json["text"], value, json.get("unit"), date)


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached, as a report tells it."""

    year: int | None
    text: str | None
    value: Decimal | None
    unit: str | None
    date: datetime.date | None
    achieved: Measure | None
    gap: Measure | None

    @classmethod
    def of(cls, json: Json) -> Reached:
        return cls(
            json.get("year"),
            json.get("text"),
            _number(json.get("value")),
            json.get("unit"),
            _date(json.get("date")),
            _maybe(Measure.of, json.get("achieved")),
            _maybe(Measure.of, json.get("gap")),
        )


@dataclass(frozen=True, slots=True)
class Algorithm:
    """How an indicator is computed: a text, or numerator and denominator."""

    text: str | None
    numerator: str | None
    denominator: str | None

    @classmethod
    def of(cls, json: Json) -> Algorithm:
        return cls(json.get("text"), json.get("numerator"), json.get("denominator"))


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its targets. ``id`` is its objective's code with its number: ``01.02#1``."""

    id: str
    name: str
    code: str | None
    weight: Decimal | None
    typology: str | None
    unit: str | None
    source: str | None
    algorithm: Algorithm
    baseline: Baseline | None
    history: tuple[Baseline, ...]
    targets: tuple[Target, ...]
    results: tuple[Reached, ...]
    notes: str | None
    other: tuple[Other, ...]
    locations: tuple[Location, ...]

    @classmethod
    def of(cls, json: Json) -> Indicator:
        return cls(
            json["id"],
            json["name"],
            json.get("code"),
            _number(json.get("weight")),
            json.get("typology"),
            json.get("unit"),
            json.get("source"),
            Algorithm.of(json.get("algorithm") or {}),
            _maybe(Baseline.of, json.get("baseline")),
            _each(Baseline.of, json.get("history")),
            _each(Target.of, json.get("targets")),
            _each(Reached.of, json.get("results")),
            json.get("notes"),
            _each(Other.of, json.get("other")),
            _each(Location.of, json.get("locations")),
        )


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase or activity of an objective; ``months`` are those (1 to 12) that a Gantt marks."""

    name: str
    code: str | None
    weight: Decimal | None
    start: Moment | None
    end: Moment | None
    months: tuple[int, ...]
    expected: str | None
    progress: str | None
    locations: tuple[Location, ...]

    @classmethod
    def of(cls, json: Json) -> Phase:
        return cls(
            json["name"],
            json.get("code"),
            _number(json.get("weight")),
            _maybe(Moment.of, json.get("start")),
            _maybe(Moment.of, json.get("end")),
            tuple(json.get("months") or ()),
            json.get("expected"),
            json.get("progress"),
            _each(Location.of, json.get("locations")),
        )


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective, with its indicators and, in plans of several levels, the objectives below it."""

    title: str
    kind: str
    code: str | None
    description: str | None
    weight: Decimal | None
    units: tuple[str, ...]
    responsible: tuple[str, ...]
    stakeholders: tuple[str, ...]
    start: Moment | None
    end: Moment | None
    indicators: tuple[Indicator, ...]
    objectives: tuple[Objective, ...]
    phases: tuple[Phase, ...]
    results: tuple[Reached, ...]
    notes: str | None
    other: tuple[Other, ...]
    locations: tuple[Location, ...]

    @classmethod
    def of(cls, json: Json) -> Objective:
        return cls(
            json["title"],
            json["kind"],
            json.get("code"),
            json.get("description"),
            _number(json.get("weight")),
            tuple(json.get("units") or ()),
            tuple(json.get("responsible") or ()),
            tuple(json.get("stakeholders") or ()),
            _maybe(Moment.of, json.get("start")),
            _maybe(Moment.of, json.get("end")),
            _each(Indicator.of, json.get("indicators")),
            _each(Objective.of, json.get("objectives")),
            _each(Phase.of, json.get("phases")),
            _each(Reached.of, json.get("results")),
            json.get("notes"),
            _each(Other.of, json.get("other")),
            _each(Location.of, json.get("locations")),
        )

    def walk(self) -> Iterator[Objective]:
        """This objective and all below it."""
        yield self
        for below in self.objectives:
            yield from below.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """An area, a mission, a position, ...: what objectives stand in."""

    kind: str
    code: str | None
    title: str | None
    sections: tuple[Section, ...]
    objectives: tuple[Objective, ...]
    locations: tuple[Location, ...]

    @classmethod
    def of(cls, json: Json) -> Section:
        return cls(
            json["kind"],
            json.get("code"),
            json.get("title"),
            _each(Section.of, json.get("sections")),
            _each(Objective.of, json.get("objectives")),
            _each(Location.of, json.get("locations")),
        )

    def walk(self) -> Iterator[Objective]:
        """All objectives in it, at any depth, in the document's order."""
        for objective in self.objectives:
            yield from objective.walk()
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Text:
    """A text outside the tree, and its page (1-based). ``reason`` says of what was not understood why it was not."""

    page: int
    text: str
    reason: str | None = None

    @classmethod
    def of(cls, json: Json) -> Text:
        return cls(json["page"], json["text"], json.get("reason"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong in a plan. ``pointer`` is a JSON Pointer into ``plan.to_dict()``."""

    code: str
    name: str
    severity: str
    message: str
    node: str | None
    pointer: str
    quoted: str | None
    help: str
    fingerprint: str
    locations: tuple[Location, ...]

    @classmethod
    def of(cls, json: Json) -> Finding:
        return cls(
            json["code"],
            json["name"],
            json["severity"],
            json["message"],
            json.get("node"),
            json["pointer"],
            json.get("quoted"),
            json["help"],
            json["fingerprint"],
            _each(Location.of, json.get("locations")),
        )
