"""Details of a planned immersion found in French sentences. Plain Python, no law, no Rasa.

    find(text, today, asked=None, plan=None) -> Found
    complete(fields, approximate, plan, today=None) -> dict

Conventions
- A range gives start_date and end_date. A start with a length gives both too: N days and N weeks are calendar
  days (start + N - 1, start + 7N - 1), months go date to date. duration_days is given only without a start.
- A length in months, or in days of presence, without a start is approximate: {"end_date": "un mois"}.
- "la semaine du 8 décembre" is the week, Monday to Sunday, that holds that day.
- A month alone, "début février", "après les fêtes" are approximate. "dans 15 jours" too (14 or 15 days).
- Two ranges joined by "et" or "puis" are one stay in several parts; joined by "ou" they are a conflict.
- "tous les jours" is seven days, but says nothing beside hours ("7 h tous les jours") without an exception.
- A need of the host that is denied ("ce n'est pas pour remplacer") gives host_needs none.
- What a part of a sentence tells of the past ("j'ai fait", "l'an dernier", "en 2023") gives no day and no
  length of the plan; the parts without a subject that follow go on with it. The same for calling back.
- "un jour" is some day, unless something leads to it or says what it is a day of.
- A day said again after "non", "enfin", "pardon" takes the place of the one before, with its unit or month.
- With dates in `plan`, another day is one of them only when the words say so.
- An earlier stay "sans convention" is not an earlier immersion.
- Bare hours: 16 or more are a week, fewer are a day; "mi-temps" is 17.5 hours a week, "temps plein" 35.
- `asked` is a question id, or "id:field" when a bare yes or no must fill one field of several. When dates are
  asked and the first day is known, a lone date is the last day.
- With the usual days known in `plan`, "ajoute le samedi" and "enlève le mardi" give the new list.
- The year is that of the nearest day to come; earlier immersions take the nearest past one.
- A weekday that is not that of its date is a conflict, and the date is left out.
- What is asked ("est-ce que je peux faire deux mois ?") is not stated: it gives nothing, except exact dates.
"""

from .complete import complete
from .find import find
from .model import Conflict, Found
from .weigh import Weighing

__all__ = ["Conflict", "Found", "Weighing", "complete", "find"]
