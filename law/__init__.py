"""The law of immersion periods (PMSMP): checks a planned one, explains, proposes the nearest lawful plan.

Pure: no network, no clock, no state. The texts are data (YAML files of this package), conditions are short
Python functions beside them.
"""

from law.dates import age_on, last_day, public_holidays
from law.engine import Finding, Result, check, required_fields
from law.fields import FIELDS, Field, PlanError, parse_plan
from law.information import Information
from law.nearest import Change, nearest_lawful
from law.parameters import PARAMETERS
from law.repairs import Action, actions
from law.rules import RULES, Rule
from law.sources import REFERENCES, Reference, article

__all__ = [
    "FIELDS",
    "PARAMETERS",
    "REFERENCES",
    "RULES",
    "Action",
    "Change",
    "Field",
    "Finding",
    "Information",
    "PlanError",
    "Reference",
    "Result",
    "Rule",
    "actions",
    "age_on",
    "article",
    "check",
    "last_day",
    "nearest_lawful",
    "parse_plan",
    "public_holidays",
    "required_fields",
]
