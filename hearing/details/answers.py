"""Bare answers read in the light of the open question: "oui", "non", "aucun"."""

import re

from .model import Reading

YES = re.compile(
    r"^\W*(?:(?:oui+|ouais|ouai|ui|yes|ok|si|exact\w*|tout a fait|bien sur|affirmatif|absolument|voila"
    r"|c'est ca|d'accord|je crois(?: bien)?(?: que oui)?|yep|oue|carrement)\b"
    r"|(?:evidemment|certainement)\b(?! (?:le|la|les|l'|un|une|il|elle|on|ils|mon|ma)\b))"
)
NO = re.compile(
    r"^\W*(?:non+|nan|no|nope|pas du tout|(?:jamais|aucune?)(?=\W*$|[,.;!])|absolument pas|bien sur que non"
    r"|je (?:ne )?(?:crois|pense) pas|pas encore|negatif|surtout pas|nn)\b"
)
UNSURE = re.compile(
    r"\b(?:(?:je |j')?(?:ne )?sais? pas|aucune idee|jsp|je ne suis pas sure?|peut-etre|passe la question)\b"
)

# Question, field -> value of "oui" and of "non". None: that answer says nothing.
ANSWERS = {
    ("f1_delegation", "prescriber_delegation"): (True, False),
    ("f2_minor", "legal_rep_agreement"): (True, False),
    ("f2_minor", "dangerous_work"): (True, False),
    ("f4_minor_site", "construction_site"): (True, False),
    ("f5_minor_holiday", "holiday_presence"): (True, False),
    ("f6_employee", "employer_agreement"): (True, False),
    ("f6_employee", "work_time"): ("working_time", "off_hours"),
    ("f7_insertion", "host_is_employer"): (True, False),
    ("f7_insertion", "contract_open_ended"): (True, False),
    ("f8_prior", "is_renewal"): (True, False),
    ("f8_prior", "renewal_goals_reached"): (True, False),
    ("f9_sick", "sick_leave_agreement"): (True, False),
    ("q5_host", "host_has_siret"): (True, False),
    ("q9_prior", "prior_same_host"): (True, False),
}
# The field that a bare answer fills when the caller names the question only.
ONLY_FIELD = {
    "f1_delegation": "prescriber_delegation",
    "f4_minor_site": "construction_site",
    "f5_minor_holiday": "holiday_presence",
    "f9_sick": "sick_leave_agreement",
    "q9_prior": "prior_same_host",
}


def read(reading: Reading) -> None:
    """Give the asked field its value when the sentence begins with yes or no and nothing else filled it."""
    if reading.question is None or UNSURE.search(reading.full):
        return
    name = reading.wanted or ONLY_FIELD.get(reading.question, "")
    values = ANSWERS.get((reading.question, name))
    if values is None or name in reading.found.fields:
        return
    if YES.search(reading.full):
        reading.put(name, values[0], at=reading.whole)
    elif NO.search(reading.full):
        reading.put(name, values[1], at=reading.whole)
