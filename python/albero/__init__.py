"""Reads the performance plans of Italian public bodies (PDF or text) into typed data, losing and inventing nothing.

>>> import albero
>>> plan = albero.read("fixtures/plans/albero-2023.txt")
>>> plan.year, sum(1 for _ in plan.objectives())
(2023, 112)
>>> first = next(plan.indicators())
>>> first.id, first.targets[0].comparator, first.targets[0].value
('01.01#1', '>=', Decimal('70.00'))
>>> [finding.code for finding in plan.check()][:2]
['ALB117', 'ALB205']
"""

from ._albero import __version__
from ._errors import (
    AlberoError,
    Damaged,
    Empty,
    Nameless,
    NoObjective,
    NoSuchPages,
    NotAPlan,
    NoText,
    NoVisibleText,
    OtherSchema,
    PasswordNeeded,
    PasswordWrong,
    PlanJson,
    TextForm,
    TooMuch,
    UnsupportedEncryption,
    WrongLabels,
    WrongSettings,
)
from ._many import read_many
from ._model import (
    Algorithm,
    Baseline,
    Finding,
    Indicator,
    Level,
    Location,
    Measure,
    Moment,
    Objective,
    Other,
    Phase,
    Reached,
    Section,
    Target,
    Text,
)
from ._plan import Diff, Plan, diff, read

__all__ = [
    "Algorithm",
    "AlberoError",
    "Baseline",
    "Damaged",
    "Diff",
    "Empty",
    "Finding",
    "Indicator",
    "Level",
    "Location",
    "Measure",
    "Moment",
    "Nameless",
    "NoObjective",
    "NoSuchPages",
    "NoText",
    "NoVisibleText",
    "NotAPlan",
    "Objective",
    "Other",
    "OtherSchema",
    "PasswordNeeded",
    "PasswordWrong",
    "Phase",
    "Plan",
    "PlanJson",
    "Reached",
    "Section",
    "Target",
    "Text",
    "TextForm",
    "TooMuch",
    "UnsupportedEncryption",
    "WrongLabels",
    "WrongSettings",
    "__version__",
    "diff",
    "read",
    "read_many",
]
