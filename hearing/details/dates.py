"""Single dates as people write them: "le 7", "lundi 11 janvier", "20/12", "demain", "début février"."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .calendar_fr import FEASTS, accented, feast, make_date, shift, spoken
from .normalise import MONTHS, WEEKDAYS

MONTH = "(?:" + "|".join(MONTHS) + ")"
WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
NOT_A_DAY = (
    r"(?![\d/]|[.,]\d|\s*(?:h\b|h\d|:\d|min\b|%|euros|ans\b|jours?\b|semaines?\b|mois\b|fois\b"
    r"|personnes?\b|e\b|eme\b))"
)
NUMBERED = (
    rf"(?:{WEEKDAY} )?\d{{1,2}}(?:er)? (?:du mois de |de )?{MONTH}\b(?:,? (?:de l'an )?\d{{4}}\b)?(?: "
    rf"prochaine?| dernier)?"
)
SLASHED = (
    rf"(?:{WEEKDAY} )?\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})\b"
    rf"|(?:{WEEKDAY} )?\d{{1,2}}/\d{{1,2}}\b(?!/)"
)
ISO = r"\d{4}-\d{1,2}-\d{1,2}\b"
BARE_DAY = rf"(?:{WEEKDAY} )?\d{{1,2}}(?:er)?{NOT_A_DAY}(?: de ce mois| du mois prochain)?"
ORDINALS = {"1er": 1, "premier": 1, "2e": 2, "2eme": 2, "deuxieme": 2, "second": 2, "3e": 3, "3eme": 3,
            "troisieme": 3, "4e": 4, "quatrieme": 4, "dernier": -1}  # fmt: skip
NTH_WEEKDAY = (
    rf"(?:{'|'.join(ORDINALS)}) {WEEKDAY} (?:de |d'|du mois de |du mois d')(?:{MONTH}\b(?: \d{{4}})?)"
)
# "le vendredi de la semaine d'après", "le vendredi suivant": told from the first day.
FROM_START = (
    rf"{WEEKDAY} (?:de la (?:semaine (?:d'apres|suivante|d'ensuite)|meme semaine|semaine en question)"
    rf"|de la 2e semaine|d'apres|suivant|d'ensuite)"
)
RELATIVE = (
    rf"{FROM_START}|apres[- ]demain|demain|aujourd'hui|{WEEKDAY} en (?:8|15)(?: jours)?|{WEEKDAY} (?:prochain"
    rf"|qui vient|de la semaine prochaine)"
    rf"|(?:ce |cette )?{WEEKDAY}\b(?! \d)|dans (?:\d{{1,3}}|un|une) (?:jours?|semaines?|mois)(?! par)"
)
FEAST = r"(?:(?:le )?jour de )?(?:l'|la |les |le )?(?:" + "|".join(FEASTS) + ")(?! et)"
PART_OF_MONTH = (
    rf"(?:tout )?(?:debut|mi|fin|courant|milieu|premiere quinzaine|2e quinzaine"
    rf"|fin du mois)(?:[ -](?:du mois )?(?:de |d')?{MONTH}\b)(?: \d{{4}}| prochain)?"
)
VAGUE = (
    rf"{PART_OF_MONTH}|(?:la )?(?:debut|mi|fin|courant) (?:du mois prochain|du mois|de l'annee prochaine"
    rf"|de l'annee|d'annee|de semaine)"
    rf"|(?:la )?(?:premiere|1ere|1re|2e|2eme|deuxieme|seconde|3e|3eme|troisieme"
    rf"|derniere) semaine (?:de |d'|du mois de ){MONTH}"
    r"|apres (?:les fetes|noel|les vacances(?: de [a-z]+)?|le nouvel an|paques)|avant (?:les fetes|noel"
    r"|les vacances(?: de [a-z]+)?|paques)"
    r"|le mois prochain|l'annee prochaine|l'an prochain|(?:a )?la rentree|(?:au |le )printemps|(?:cet|l'"
    r"|en|cet) ?(?:ete|automne|hiver)\b"
    r"|(?:pendant |aux )les? ?vacances(?: de [a-z]+| d'[a-z]+)?|aux vacances(?: de [a-z]+| d'[a-z]+)?"
    r"|dans (?:15 jours|8 jours|quelques (?:jours|semaines|mois)|une? (?:quinzaine|dizaine)(?: de jours)?)"
    rf"|dans le courant (?:de |du mois de |d'){MONTH}"
)
MONTH_ALONE = (
    rf"(?:(?:en|au mois de|au mois d'|vers|pour|courant|le mois de|mois de|des|a partir de|a partir d'"
    rf"|jusqu'en|de|d') ?)?{MONTH}\b(?: prochain| \d{{4}}\b)?"
)
ATOM = rf"(?:{ISO}|{NTH_WEEKDAY}|{NUMBERED}|{SLASHED}|{VAGUE}|{RELATIVE}|{FEAST}|{BARE_DAY})"


NEAR_DAYS = 75
FOLLOWING = -1


@dataclass(frozen=True)
class Mention:
    """A date as written. Missing parts are None; `vague` is a French phrase without a precise day.

    fixed: already a full date (relative words, feasts). weekday: 0 Monday to 6 Sunday.
    weeks: how many weeks after that of the first day a weekday is told to be; FOLLOWING for the first one
    after that day.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    fixed: date | None = None
    feast: str | None = None
    vague: str | None = None
    weeks: int | None = None

    @property
    def bare_weekday(self) -> bool:
        """Only a weekday was written, without "prochain" or a number."""
        return self.weekday is not None and self.day is None and self.fixed is None and self.weeks is None

    def from_start(self, start: date) -> date | None:
        """The day told from the first one, when it is told so."""
        if self.weekday is None or self.weeks is None:
            return None
        if self.weeks == FOLLOWING:
            return start + timedelta(days=(self.weekday - start.weekday() - 1) % 7 + 1)
        return start + timedelta(days=self.weekday - start.weekday() + 7 * self.weeks)


class ImpossibleDate(ValueError):
    """The day does not exist; the message is a French sentence."""


class WrongWeekday(ValueError):
    """The weekday is not that of the date; the message is a French sentence."""


def parse(phrase: str, today: date) -> Mention | None:
    """Read one phrase that matches ATOM (or a month alone). None when it holds no date."""
    phrase = phrase.strip()
    weekday = next((index for index, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}\b", phrase)), None)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", phrase)
    if iso:
        return Mention(day=int(iso[3]), month=int(iso[2]), year=int(iso[1]))
    if re.fullmatch(VAGUE, phrase):
        return Mention(vague=accented(phrase))
    if weekday is not None and re.fullmatch(NTH_WEEKDAY, phrase):
        return Mention(fixed=_nth_weekday(phrase, today, weekday))
    slashed = re.search(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$", phrase)
    if slashed:
        year = int(slashed[3]) if slashed[3] else None
        if year is not None and year < 100:
            year += 2000 if year < 50 else 1900
        if year is None and not (1 <= int(slashed[1]) <= 31 and 1 <= int(slashed[2]) <= 12):
            return None  # "0/20" is a mark, not a day
        return Mention(int(slashed[1]), int(slashed[2]), year, weekday)
    numbered = re.search(
        rf"(\d{{1,2}})(?:er)? (?:du mois de |de )?({MONTH})(?:,? (?:de l'an )?(\d{{4}}))?", phrase
    )
    if numbered:
        year = int(numbered[3]) if numbered[3] else None
        said = Mention(int(numbered[1]), MONTHS.index(numbered[2]) + 1, year, weekday)
        return Mention(fixed=_nearest(said, today, step=-1)) if phrase.endswith(" dernier") else said
    relative = _relative(phrase, today, weekday)
    if relative:
        return relative
    name = next((name for name in FEASTS if name in phrase), None)
    if name:
        return Mention(feast=name)
    bare = re.search(r"(\d{1,2})(?:er)?(?: de ce mois| (du mois prochain))?$", phrase)
    if bare:
        month = today.month % 12 + 1 if bare[2] else None
        return Mention(day=int(bare[1]), month=month, weekday=weekday)
    if weekday is not None:
        return Mention(weekday=weekday)
    return None


def without_weekday(mention: Mention) -> Mention:
    """The same day without its weekday, to be placed without checking it."""
    return Mention(mention.day, mention.month, mention.year)


def _nth_weekday(phrase: str, today: date, weekday: int) -> date:
    """ "le premier lundi de janvier": the next one to come."""
    nth = ORDINALS[phrase.split()[0]]
    month = next(index + 1 for index, name in enumerate(MONTHS) if name in phrase)
    written = re.search(r"\d{4}", phrase)
    years = [int(written[0])] if written else [today.year, today.year + 1]
    for year in years:
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        found = [day for day in days if day.weekday() == weekday]
        chosen = found[nth - 1 if nth > 0 else -1]
        if chosen >= today:
            return chosen
    return chosen


def _relative(phrase: str, today: date, weekday: int | None) -> Mention | None:
    simple = {"aujourd'hui": 0, "demain": 1, "apres-demain": 2, "apres demain": 2}
    if phrase in simple:
        return Mention(fixed=today + timedelta(days=simple[phrase]))
    ahead = re.fullmatch(r"dans (\d+|une?) (jour|semaine|mois)s?", phrase)
    if ahead:
        count = 1 if ahead[1].startswith("un") else int(ahead[1])
        if ahead[2] == "mois":
            index = today.year * 12 + today.month - 1 + count
            return (
                Mention(fixed=make_date(index // 12, index % 12 + 1, today.day))
                if index < 12 * 9000
                else None
            )
        moved = shift(today, count * (7 if ahead[2] == "semaine" else 1))
        return Mention(fixed=moved) if moved else None
    if weekday is None or re.search(r"\d\d? (?:jan|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec)", phrase):
        return None
    if re.fullmatch(FROM_START, phrase):
        if re.search(r"semaine (?:d'|suiv|en)|2e|meme", phrase):
            return Mention(weekday=weekday, weeks=0 if re.search(r"meme|question", phrase) else 1)
        return Mention(weekday=weekday, weeks=FOLLOWING)
    following = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    in_days = re.search(r" en (8|15)", phrase)
    if in_days:
        this = today + timedelta(days=(weekday - today.weekday()) % 7)
        return Mention(fixed=this + timedelta(days=7 if in_days[1] == "8" else 14))
    if phrase.endswith("de la semaine prochaine"):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return Mention(fixed=monday + timedelta(days=weekday))
    if re.search(r"prochain|qui vient|^ce ", phrase):
        return Mention(fixed=following)
    return None


def after(mention: Mention, floor: date) -> date | None:
    """The nearest day on or after `floor` that fits what is written; None when nothing precise is.

    Raises ImpossibleDate or WrongWeekday.
    """
    day = _nearest(mention, floor, step=1)
    if mention.weekday is not None and mention.day is not None and mention.month is None and day:
        # "vendredi 29" without a month means the next 29th that is a Friday, when it is near.
        while day.weekday() != mention.weekday and (day - floor).days <= NEAR_DAYS:
            following = _nearest_day_number(mention.day, day + timedelta(days=1), 1)
            if (following - floor).days > NEAR_DAYS:
                break
            day = following
    return _checked(mention, day)


def before(mention: Mention, ceiling: date) -> date | None:
    """The nearest day on or before `ceiling`; same errors as `after`."""
    return _checked(mention, _nearest(mention, ceiling, step=-1))


def _nearest(mention: Mention, limit: date, step: int) -> date | None:
    if mention.vague or mention.weeks is not None:
        return None
    if mention.fixed:
        return mention.fixed
    if mention.feast:
        years = range(limit.year - 1, limit.year + 2)[::step]
        return next(
            (d for d in (feast(mention.feast, y) for y in years) if (d - limit).days * step >= 0), None
        )
    if mention.day is None:
        if mention.weekday is None:
            return None
        days = (mention.weekday - limit.weekday()) * step % 7
        return limit + timedelta(days=days * step)
    if not 1 <= mention.day <= 31 or (mention.month is not None and not 1 <= mention.month <= 12):
        raise ImpossibleDate(_impossible(mention))
    if mention.month is None:
        return _nearest_day_number(mention.day, limit, step)
    if mention.year is not None:
        found = make_date(mention.year, mention.month, mention.day) if 1 <= mention.year <= 9998 else None
        if found is None:
            raise ImpossibleDate(_impossible(mention))
        return found
    # A 29 February that is years away is a mistake: next year has none.
    for year in (limit.year, limit.year + step):
        found = make_date(year, mention.month, mention.day)
        if found and (found - limit).days * step >= 0:
            return found
    raise ImpossibleDate(_impossible(mention))


def _nearest_day_number(day: int, limit: date, step: int) -> date:
    month_index = limit.year * 12 + limit.month - 1
    # Three months hold at least one 31st that is late enough.
    candidates = (
        make_date(index // 12, index % 12 + 1, day)
        for index in range(month_index, month_index + 4 * step, step)
    )
    return next(found for found in candidates if found and (found - limit).days * step >= 0)


def _checked(mention: Mention, day: date | None) -> date | None:
    if day is None or mention.weekday is None or mention.fixed or mention.day is None:
        return day
    if day.weekday() != mention.weekday:
        raise WrongWeekday(
            f"{spoken(day).capitalize()} est un {WEEKDAYS[day.weekday()]}, pas un "
            f"{WEEKDAYS[mention.weekday]}. "
            "Quelle est la bonne date ?"
        )
    return day


def _impossible(mention: Mention) -> str:
    month = accented(MONTHS[mention.month - 1]) if mention.month and mention.month <= 12 else mention.month
    written = " ".join(str(part) for part in (mention.day, month, mention.year) if part is not None)
    return f"La date « {written} » n'existe pas. Donnez un jour du calendrier, par exemple « 7 décembre »."


def borrow(first: Mention, second: Mention) -> Mention:
    """`first` with the month and the year that only `second` states ("du 3 au 21 mars 2027")."""
    if first.day is None or first.month is not None or second.day is None or second.month is None:
        return first
    if first.day <= second.day:
        return replace(first, month=second.month, year=second.year)
    month = second.month - 1 or 12
    year = second.year - (second.month == 1) if second.year is not None else None
    return replace(first, month=month, year=year)
