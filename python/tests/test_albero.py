"""The package as it is installed: what it reads is what the program writes."""

import dataclasses
import datetime
import doctest
import io
import json
import subprocess
import threading
from decimal import Decimal
from pathlib import Path

import pytest

import albero
from albero._errors import KINDS
from albero._many import program

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "fixtures/plans/albero-2023-reportlab.pdf"
REPORT = ROOT / "fixtures/layouts/report-results.pdf"
SHEETS = ROOT / "fixtures/layouts/sheets-phases.pdf"


def written(path: Path) -> str:
    """What the program writes of a document."""
    return subprocess.run([program(), "parse", "--compact", path], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("path", [PLAN, REPORT, SHEETS])
def test_a_plan_is_what_the_program_writes(path: Path) -> None:
    plan = albero.read(path)
    assert plan.to_json() == written(path).rstrip("\n")
    assert json.dumps(plan.to_dict(), default=str) == json.dumps(
        json.loads(plan.to_json(), parse_float=Decimal), default=str
    )


def test_documents_are_paths_bytes_and_files() -> None:
    by_path = albero.read(str(PLAN))
    content = PLAN.read_bytes()
    for plan in (albero.read(content), albero.read(io.BytesIO(content))):
        assert plan.source["name"] is None
        assert plan.to_dict()["sections"] == by_path.to_dict()["sections"]
    assert by_path.source["name"] == PLAN.name


def test_values_are_numbers_and_dates() -> None:
    plan = albero.read(PLAN)
    indicators = {indicator.id: indicator for indicator in plan.indicators()}
    target = indicators["01.01#1"].targets[0]
    assert (target.kind, target.comparator, target.value) == ("threshold", ">=", Decimal("70.00"))
    assert str(target.value) == "70.00"
    deadline = next(target for own in indicators.values() for target in own.targets if target.kind == "deadline")
    assert isinstance(deadline.date, datetime.date)
    assert len(indicators) == 140
    assert sum(1 for _ in plan.objectives()) == 112
    report = albero.read(REPORT)
    assert report.kind == "report"
    reached = [result for indicator in report.indicators() for result in indicator.results]
    assert reached and all(isinstance(own.value, Decimal) for own in reached if own.value is not None)
    sheets = albero.read(SHEETS)
    assert any(phase.months for objective in sheets.objectives() for phase in objective.phases)


def test_findings_are_those_of_the_program() -> None:
    plan = albero.read(PLAN)
    said = subprocess.run(
        [program(), "check", "--lang", "it", "--output-format", "json", PLAN], capture_output=True, text=True
    ).stdout
    wanted = [(own["code"], own["message"], own["pointer"]) for own in json.loads(said)["findings"]]
    found = [(own.code, own.message, own.pointer) for own in plan.check(lang="it")]
    assert found == wanted and found
    only = plan.check(config='select = ["ALB302"]\n')
    assert {own.code for own in only} == {"ALB302"}
    with pytest.raises(albero.WrongSettings):
        plan.check(config="selekt = []\n")


def test_years_are_compared() -> None:
    old = albero.read(ROOT / "fixtures/plans/albero-2023.txt")
    new = albero.read(ROOT / "fixtures/plans/albero-2024-chromium.pdf")
    changes = albero.diff(old, new)
    assert changes.to_dict()["schema"].startswith("albero/diff/")
    assert changes.summary
    assert any(own.code.startswith("ALB7") for own in new.check(previous=old)) or new.check(previous=old)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("bad/empty.pdf", albero.Empty),
        ("bad/scan.pdf", albero.NoText),
        ("bad/password.pdf", albero.PasswordNeeded),
        ("bad/html.pdf", albero.NotAPlan),
        ("bad/truncated.pdf", albero.Damaged),
        ("bad/no-objective.txt", albero.NoObjective),
    ],
)
def test_errors_have_a_class_a_kind(name: str, error: type[albero.AlberoError]) -> None:
    with pytest.raises(error) as caught:
        albero.read(ROOT / "fixtures" / name)
    assert KINDS[caught.value.kind] is error and str(caught.value)
    with pytest.raises(OSError):
        albero.read(ROOT / "fixtures/bad/missing.pdf")


def test_passwords_pages_and_labels_are_taken() -> None:
    locked = ROOT / "fixtures/bad/password.pdf"
    assert next(albero.read(locked, password="secret").objectives()).title
    with pytest.raises(albero.PasswordWrong):
        albero.read(locked, password="wrong")
    with pytest.raises(albero.NoSuchPages):
        albero.read(PLAN, pages=(900, 901))
    assert 0 < sum(1 for _ in albero.read(PLAN, pages=(1, 3)).objectives()) < 112
    assert albero.read(PLAN, labels={"indicator": ["Misuratore"]}).year == 2023
    with pytest.raises(albero.WrongLabels):
        albero.read(PLAN, labels={"nothing": ["x"]})


def test_the_lock_is_given_up_while_a_document_is_read() -> None:
    content = PLAN.read_bytes()
    ticks = 0
    done = threading.Event()

    def read() -> None:
        for _ in range(3):
            albero.read(content)
        done.set()

    thread = threading.Thread(target=read)
    thread.start()
    while not done.wait(0.001):
        ticks += 1
    thread.join()
    assert ticks > 3


def test_many_are_read_in_order_and_those_that_fail_are_told() -> None:
    named = [
        ("plans/albero-2023.txt", albero.Plan),
        ("plans", albero.AlberoError),  # a folder is no document, whatever is in it
        ("bad/scan.pdf", albero.NoText),
        ("layouts/report-results.pdf", albero.Plan),
        ("bad/missing.pdf", albero.AlberoError),
        ("bad/truncated.pdf", albero.Damaged),
    ]
    paths = [str(ROOT / "fixtures" / name) for name, _ in named] + ["-"]
    found = list(albero.read_many(paths, workers=2, progress=False))
    assert [path for path, _ in found] == paths
    assert [type(read) for _, read in found] == [kind for _, kind in named] + [albero.AlberoError]
    assert list(albero.read_many([])) == []


def test_examples_of_the_package_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(albero).failed == 0 and doctest.testmod(albero).attempted > 3


def test_a_plan_of_many_is_a_plan_read_alone() -> None:
    """With what was noticed on the way, which some of the rules are about."""
    paths = sorted((ROOT / "fixtures/seen").glob("*.pdf"))[:20]
    noticed = 0
    for path, many in albero.read_many(paths, progress=False):
        alone: albero.Plan | albero.AlberoError
        try:
            alone = albero.read(path)
        except albero.AlberoError as error:
            alone = error
        assert type(many) is type(alone), path
        if isinstance(many, albero.Plan) and isinstance(alone, albero.Plan):
            assert (many.to_json(), many.notes) == (alone.to_json(), alone.notes), path
            assert many.check() == alone.check(), path
            noticed += len(many.notes)
    assert noticed > 0


def test_objects_have_every_key_of_the_schema() -> None:
    schema = json.loads((ROOT / "schema/plan.schema.json").read_text())
    for name, kind in vars(albero).items():
        keys = schema["$defs"].get(name, {}).get("properties")
        if keys and isinstance(kind, type):
            assert set(keys) == {field.name for field in dataclasses.fields(kind)}, name
