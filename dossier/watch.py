"""Watch on the State's form: `python -m dossier.watch` warns when nobody has read it for six months.

The addresses and the parameters of the form move without notice, and no program can tell from offline.
"""

from __future__ import annotations

from datetime import date

from . import words
from .state_form import description, is_stale


def warning(today: date) -> str | None:
    """Return what is to be read again, in French, or None."""
    if not is_stale(today):
        return None
    form = description()
    return (
        f"Formulaire de l'État à relire : lu le {words.day(form['checked'])}, il y a plus de six mois.\n"
        f"  {form['form']}\n  {form['search']['url']}\n  Puis corriger dossier/state_form.yml et sa date."
    )


if __name__ == "__main__":
    if said := warning(date.today()):
        print(said)
