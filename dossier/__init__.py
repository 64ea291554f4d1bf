"""What comes after the verdict, without Rasa: the two pages, the calendar, the letters, the State's form.

`make(plan, today, speaker)` gives them all; nothing is stored, everything is made again from the plan. The
law comes from `law`, the words for a value from `dialogue.describe`; what people read is in YAML files.
"""

from dialogue.speech import SPEAKERS
from dossier.agenda import NoCalendarError
from dossier.letters import Letter, mailto
from dossier.papers import ICS, LETTERS, PDF, Dossier, EmptyPlanError, File, make

__all__ = [
    "ICS",
    "LETTERS",
    "PDF",
    "SPEAKERS",
    "Dossier",
    "EmptyPlanError",
    "File",
    "Letter",
    "NoCalendarError",
    "mailto",
    "make",
]
