"""Who signs the convention, in the order in which the papers go round (L5135-4, D5135-1, D5135-2)."""

from __future__ import annotations

from law.facts import SITUATIONS_WITH_EMPLOYER, Facts

PERSON, LEGAL_REPRESENTATIVE, HOST = "person", "legal_representative", "host"
EMPLOYER, EMPLOYER_IF_ASKED = "employer", "employer_if_asked"
SUPPORT_BODY, PRESCRIBER = "support_body", "prescriber"


def signatories(facts: Facts) -> list[str]:
    """Return the roles that sign, the prescriber last: its signature is the authorisation.

    `employer_if_asked` is the employer of somebody who comes off working time: the decree asks for the
    signature, the State's form does not. `support_body` signs only when it is not the prescriber.
    """
    roles = [PERSON]
    if facts.age < facts.law.majority:
        roles.append(LEGAL_REPRESENTATIVE)
    roles.append(HOST)
    if facts.status == "insertion_employee":
        roles.append(EMPLOYER)
    elif facts.status in SITUATIONS_WITH_EMPLOYER:
        roles.append(EMPLOYER_IF_ASKED if facts.work_time == "off_hours" else EMPLOYER)
    return [*roles, SUPPORT_BODY, PRESCRIBER]
