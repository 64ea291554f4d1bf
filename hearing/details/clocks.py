"""Clock times in a sentence: what each says of the day, and the days that have times of their own.

A mention is a range ("9h-17h"), a start ("je commence à 9h") or an end ("finie à 13h"). A start and the end
that follows it make a range too; two ranges of the same days are two shifts.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import weekdays
from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import words

CLOCK = r"(?P<hour>\d{1,2})h(?P<minute>\d{2})?\b"
PART = r"(?: (?:du |le |de l'|l'|d')?(?P<part>matin|soir|apres-midi)\b(?! (?:de )?\d)| pile| environ)?"
_PART_BEFORE_ANOTHER = r"(?: (?:du |le |de l'|l'|d')?(?P<part1>matin|soir|apres-midi)\b| pile| environ)?"
_LEAD = r"(?<![\d.,])(?<!\d/)(?P<lead>(?:entre|de|des|d') ?)?\b"
_NOT_AN_AMOUNT = (
    r"(?! ?(?:h\b|min\b|%|euros|ans\b|jours?\b|semaines?\b|mois\b|fois\b|personnes?\b|km|[/.,]\d(?!\dh))"
    rf"| ?(?:{words('hours', 'enough')})\b| par| de pause|/(?!\d{{1,2}}h)| hebdo| semaine| la semaine| jour)"
)
_LINKED = re.compile(
    rf"{_LEAD}(?P<t1>(?P<h1>\d{{1,2}})(?:h(?P<m1>\d{{2}})?)?)\b{_PART_BEFORE_ANOTHER}"
    rf"\s*(?P<link>-|\ba\b|jusqu'a|/|\bet\b)\s*"
    rf"\b(?P<t2>(?P<h2>\d{{1,2}})(?:h(?P<m2>\d{{2}})?)?)\b{PART}{_NOT_AN_AMOUNT}"
)
_SIDE_BY_SIDE = re.compile(
    rf"{_LEAD}(?P<t1>(?P<h1>\d{{1,2}})h(?P<m1>\d{{2}})?)\b{_PART_BEFORE_ANOTHER}\s*(?P<link>,|\bet\b|)\s*"
    rf"\b(?P<t2>(?P<h2>\d{{1,2}})h(?P<m2>\d{{2}})?)\b{PART}{_NOT_AN_AMOUNT}"
)
# "8h plutôt que 9h", "pas à 9h mais à 10h": the new time takes the part of the old one.
_NEW_FOR_OLD = (
    re.compile(
        rf"{CLOCK},? (?:plutot que|au lieu|a la place|et (?:non )?pas|pas)(?: a| de)?"
        r" (?P<old>\d{1,2}h(?:\d\d)?)\b"
    ),
    re.compile(
        rf"\bpas (?:a )?(?P<old>\d{{1,2}}h(?:\d\d)?),? (?:mais )?(?:c'est )?(?:plutot )?(?:a )?{CLOCK}"
    ),
    re.compile(
        r"(?<!\d)(?P<old>\d{1,2}h(?:\d\d)?),? (?:(?:euh|ah|bah|mais|non|pardon|nan|erreur|enfin|ou plutot"
        rf"|plutot|oups|je voulais dire|je corrige),? )+(?:c'est )?(?:plutot )?(?:a )?{CLOCK}"
    ),
)
# "On arriverait à 34 heures": a sum, and no clock.
_TOTAL = re.compile(r"(?:arriv|mont|pass)\w*(?: (?:[a-z]+ )?(?:a|vers))? ")
_FEW_WORDS = r"(?:(?: [a-z0-9'/]{1,10}){0,4}?"
_START = re.compile(
    rf"\b(?:(?:{words('hours', 'begins')})\w*{_FEW_WORDS} (?:a|vers|des|qu'a))?|a partir d[eu]|des|debut a"
    r"|prise de (?:poste|service)(?: a)?|(?:je |il |elle )(?:serai\w*|sera|suis|est) la (?:a|des)"
    r"|(?:etre|soi[st]) (?:la|sur place|present\w*) (?:a|des|vers|pour)|m'attend\w* (?:a|des|vers|pour)"
    r"|\by (?:etre|soi[st]|suis|est|sera\w*|vais|va|irai\w*) (?:la )?(?:a|des|vers|pour))"
    rf" ?{CLOCK}{PART}(?! ?(?:par\b|/))"
)
# "elle viendrait pas avant 5h", "je peux pas être là avant 9h".
_NOT_BEFORE = re.compile(
    rf"\bpas (?:(?:{words('hours', 'begins')})\w* |(?:y )?etre (?:la |sur place )?|dispo\w* )?avant"
    rf" {CLOCK}{PART}"
)
# "mes gars embauchent à 6h, lui à 8h": the verb is not said again.
_VERBLESS = re.compile(
    rf"\b(?:(?:moi|lui|elle|pour (?:moi|lui|elle)|(?:le|la) (?:jeune|stagiaire|petite?)),?"
    r" (?:c'est |plutot )*"
    # "Le vendredi je finis à 17h30, les autres jours c'est 18h".
    rf"(?:a|vers|des)|les autres jours,? (?:c'est |plutot |ce sera )*(?:a|vers)?)"
    rf" ?{CLOCK}{PART}(?=\W*$|[,;.]| et\b| mais\b)"
)
_END = re.compile(
    rf"\b(?:(?:{words('hours', 'ends')})\w*{_FEW_WORDS} (?:a|vers))?|jusqu'a|depart(?: a)?"
    rf"|fin(?: de (?:poste|journee|service))?(?: a| vers)?) ?{CLOCK}{PART}(?! ?(?:par\b|/))"
)
# "mets minuit": the end of a day, whatever is said before it.
_MIDNIGHT = re.compile(
    rf"\b(?:mets|mett\w+|note[rz]?|va pour|disons|plutot|finalement) (?=(?:0|24)h\b){CLOCK}{PART}"
)
# "à vingt heures maximum je suis sorti".
_GONE_AT = re.compile(
    rf"\ba {CLOCK}{PART}(?: maxi\w*| au plus tard| grand max)?,? (?:je |j'|il |elle |c'est )(?:suis "
    rf"|est |ai |a )?(?:sor|parti|fini|rentr|termin|debauch|dehors)\w*\b(?! (?:(?:a|vers|des) )?\d)"
)
# "la traite à 6h30, on finit à 10h": before an end, a time alone is the start.
_AT = re.compile(rf"\b(?:a|vers|des) {CLOCK}{PART}")
# "9h le matin, le soir 17h30": without a verb, the part of the day tells which end it is.
_IN_MORNING, _IN_EVENING = (
    (
        re.compile(rf"(?<![\d.,/])\b{CLOCK}(?= (?:le|du) {part}\b)(?P<part>)"),
        re.compile(rf"\b(?:(?:le|du) )?{part},? (?:(?:c'est|plutot|a|vers|des|pour) )*{CLOCK}(?P<part>)"),
    )
    for part in ("matin", "soir")
)
_MORNING, _EVENING = (300, 719), (900, 1439)
# "il finit à 17h30, 9h le matin": the end is told first.
_ENDS_AT = re.compile(rf"\b(?:{words('hours', 'ends')})\w* (?:a|vers) $")
_NO_START = re.compile(
    rf"\b(?:{words('times', 'travel')}|{words('hours', 'meal')}|pause|ferm\w*|ecole|rendez-vous|recuper\w*)\b"
)
_LEAVES = re.compile(rf"\b(?:{words('hours', 'ends')}|ouvr|ferm|dispo pas|mange)")
_MINE = re.compile(rf"\b(?:moi|mais|lui|sauf|{words('subjects', 'children')})\b")
_OF_FAMILY = re.compile(
    rf"\b(?:mon|ma) (?:petite? |grande? )?(?:{words('subjects', 'children')}"
    rf"|{words('subjects', 'relatives')})(?: qui)? $"
)
# "Le car du matin passe à 6h45, celui du soir rentre à 17h30", but not "je prends le bus et j'arrive à 9h".
_OF_A_VEHICLE = re.compile(
    r"\b(?:(?:le|mon|un|du|son|dernier|premier) (?:car|bus|train|ter|tram|navette|ferry)\b|celui d[eu] )"
    r"(?![^,.;!?]*(?:\b(?:je|on|moi)\b|\bj'))[^,.;!?]*$"
)
_TEAM = re.compile(rf"\b(?:{words('times', 'others')})\b")
_GENERAL = re.compile(
    r"\b(?:sinon|autrement|(?:les )?autres jours|(?:tout )?le reste|en general|d'habitude)\b"
)
_NOT_ALWAYS = re.compile(r"\b(?:des fois|parfois|certains? (?:jours?|soirs?)|quelquefois|souvent|sauf|si)\b")
_CUT = re.compile(r"[,;.!?()]")
# Between a day and its hours: "le mercredi pas de soir, c'est 11h-13h30", "le samedi que le matin, 8h-12h".
_ITS_HOURS = re.compile(
    r",? (?:(?:il )?y a (?:pas|plus) d[e']|pas d[e']|en plus|aussi|egalement|c'est (?!ok\b|bon\b|bien\b)|que"
    r"|juste|seulement) ?[^,;.!?()]*,"
    r" (?:(?:c'est|ce sera|ca fait|donc|de|plutot) )*"
    r"|, [^,;.!?()\d]{1,25}, ou [^,;.!?()\d]*"
)
_DAYS_AFTER = re.compile(
    rf" (?:pour )?(?:le |les |tous les |chaque )?(?P<days>{weekdays.NAMED.pattern})(?!,? (?:de "
    rf"|c'est )?\d|~| :)"
)
DAY, NOON = 1440, 720
_LONGEST = 14 * 60


@dataclass(frozen=True)
class Span:
    """Presence from `start` to `end`, in minutes after midnight; one of both may be unknown.

    days: the days that it is said of, None for all.
    """

    start: int | None
    end: int | None
    days: frozenset[str] | None = None

    @property
    def minutes(self) -> int:
        """Its length; over midnight too."""
        return 0 if self.start is None or self.end is None else (self.end - self.start) % DAY


@dataclass(frozen=True)
class Mention:
    """A time said at `place`: a range, or its start or its end only."""

    place: tuple[int, int]
    start: int | None
    end: int | None


def read(reading: Reading) -> list[Span]:
    """The spans of a sentence, in its order; an hour that is none is rejected and gives nothing."""
    text = reading.timed
    try:
        mentions = [*_ranges(reading, _LINKED), *_ranges(reading, _SIDE_BY_SIDE), *_singles(reading)]
    except _ImpossibleHourError as error:
        reading.reject(error.name, str(error))
        return []
    mentions.sort(key=lambda mention: mention.place)
    return dated(text, _with_other_end(text, _joined(mentions), mentions))


def minutes_of(hour: str, minute: str | None, part: str | None = None) -> int:
    """Minutes after midnight: "2h apres-midi" and "8h du soir" are 14:00 and 20:00."""
    value = int(hour) * 60 + int(minute or 0)
    return value + NOON if part in ("soir", "apres-midi") and value < NOON else value


def spoken(minutes: int) -> str:
    """ "09:30" for 570 minutes; midnight at the end of a day is "00:00"."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


class _ImpossibleHourError(ValueError):
    """The hour is none of a day; the message is a French sentence about the field `name`."""

    def __init__(self, name: str, hour: str) -> None:
        super().__init__(
            f"« {hour} h » n'est pas une heure de la journée. "
            "Donnez une heure entre 0 h et 24 h, par exemple « 9h-17h »."
        )
        self.name = name


def _ranges(reading: Reading, pattern: re.Pattern) -> Iterator[Mention]:
    position = 0
    while match := pattern.search(reading.timed, position):
        if not _is_range(match):
            # "39h, 8h-12h": what is no range may hide one.
            position = match.end("h1")
            continue
        position = match.end()
        first = minutes_of(match["h1"], match["m1"], match["part1"])
        second = minutes_of(match["h2"], match["m2"], match["part"])
        if match["part"] in ("soir", "apres-midi") and not match["part1"] and first + NOON < second:
            # "de 2h à 5h de l'après-midi".
            first += NOON
        reading.claim(*match.span())
        if pattern is _SIDE_BY_SIDE and second < first and _ENDS_AT.search(reading.full, 0, match.start()):
            first, second = second, first
        for name, hour, minute, value in (
            ("day_start", match["h1"], match["m1"], first),
            ("day_end", match["h2"], match["m2"], second),
        ):
            if value > DAY or int(minute or 0) > 59:
                raise _ImpossibleHourError(name, hour)
        yield Mention(match.span(), first, second)


def _is_range(match: re.Match) -> bool:
    """Two amounts side by side ("7h 35h") are not a range; "9 17h" needs a link between the two."""
    first, second = int(match["h1"]), int(match["h2"])
    lead, link = (match["lead"] or "").strip(), match["link"]
    if "h" not in match["t1"] + match["t2"]:
        return False
    if match.re is _SIDE_BY_SIDE:
        return first <= 24 and second <= 24
    if link == "et" and not lead:
        return False
    if "h" not in match["t1"]:
        return link in ("-", "a", "jusqu'a") or lead in ("de", "entre")
    if "h" not in match["t2"]:
        return first < second <= 24 and (link in ("-", "a") or (link == "et" and lead == "entre"))
    return link != "/" or bool(lead) or (first <= 24 and second <= 24)


def _singles(reading: Reading) -> list[Mention]:
    starts = [
        *_said(reading, _START, "day_start"),
        *(
            mention
            for mention in _said(reading, _NOT_BEFORE, "day_start")
            if not _LEAVES.search(_clause_before(reading.full, mention))
        ),
    ]
    ends = [*_said(reading, _END, "day_end"), *_said(reading, _GONE_AT, "day_end")]
    ends += _said(reading, _MIDNIGHT, "day_end")
    for said in _VERBLESS.finditer(reading.timed):
        role = _role_before(reading.full[: said.start()])
        if role and not any(mention.place[0] >= said.start() for mention in (*starts, *ends)):
            minutes = minutes_of(said["hour"], said["minute"], said["part"])
            mention = Mention((said.start("hour"), said.end()), minutes, None)
            for before in starts if role == "start" else ends:
                reading.claim(*before.place)
            if role == "start":
                starts = [mention]
            else:
                ends = [replace(mention, start=None, end=minutes)]
    if not (starts and ends) and not _MINE.search(reading.full):
        # "il commence à 7h30 et ils finissent à 16h30": without a time of one's own, theirs are to be kept.
        their_starts = starts or list(_said(reading, _START, "day_start", own=False))
        their_ends = ends or list(_said(reading, _END, "day_end", own=False))
        if their_starts and their_ends:
            starts, ends = their_starts, their_ends
    if ends and not starts:
        starts = [
            mention
            for mention in _said(reading, _AT, "day_start")
            if mention.place[0] < ends[0].place[0]
            and _is_a_presence(mention.start, ends[0].end)
            and not _NO_START.search(clause_around(reading.full, *mention.place))
        ][-1:]
    if not ends:
        ends = [
            end for end in _in_part(reading, "day_end") if not starts or end.place[0] > starts[0].place[0]
        ]
    if not starts and (ends or reading.plan.get("day_end")):
        starts = list(_in_part(reading, "day_start"))
    if not starts and not ends:
        for mention in _instead(reading):
            (starts if mention.end is None else ends).append(mention)
    for mention in (*starts, *ends):
        reading.claim(*mention.place)
    return [*starts, *ends]


def _in_part(reading: Reading, name: str) -> Iterator[Mention]:
    """The times of a morning, that may be a start, or of an evening, that may be an end."""
    patterns, bounds = (_IN_MORNING, _MORNING) if name == "day_start" else (_IN_EVENING, _EVENING)
    for pattern in patterns:
        for mention in _said(reading, pattern, name):
            said = mention.start if name == "day_start" else mention.end
            of_else = _NO_START.search(clause_around(reading.full, *mention.place))
            if said is not None and bounds[0] <= said <= bounds[1] and not of_else:
                yield mention


def _is_a_presence(start: int | None, end: int | None) -> bool:
    """Whether two times can be those of one day: from 16:30 to 16:00 can not, from 22:00 to 6:00 can."""
    return start is not None and end is not None and (end - start) % DAY <= _LONGEST


def _clause_before(text: str, mention: Mention) -> str:
    start, end = mention.place
    return clause_around(text, start, end).partition(text[start:end])[0]


def _role_before(text: str) -> str:
    """ "start" or "end": what the last time with a verb says; "" when there is none."""
    last = {
        role: max((said.start("hour") for said in pattern.finditer(text)), default=-1)
        for role, pattern in (("start", _START), ("end", _END))
    }
    if last["start"] == last["end"]:
        return ""
    return max(last, key=last.__getitem__)


def _instead(reading: Reading) -> Iterator[Mention]:
    for pattern in _NEW_FOR_OLD:
        for match in pattern.finditer(reading.full):
            old = spoken(minutes_of(*match["old"].split("h")))
            minutes = minutes_of(match["hour"], match["minute"])
            place = match.span()
            if "~" in reading.timed[slice(*match.span("hour"))] or minutes > DAY:
                continue
            if old == reading.plan.get("day_start"):
                yield Mention(place, minutes, None)
            elif old == reading.plan.get("day_end"):
                yield Mention(place, None, minutes)


def _said(reading: Reading, pattern: re.Pattern, name: str, *, own: bool = True) -> Iterator[Mention]:
    for match in pattern.finditer(reading.timed):
        if is_negated(reading.timed, match.start()) or own == _is_of_others(reading, match):
            continue
        if not own and not _TEAM.search(clause_around(reading.timed, *match.span())):
            continue
        minutes = minutes_of(match["hour"], match["minute"], match["part"])
        if minutes > DAY and _TOTAL.match(match.group()):
            continue
        if minutes > DAY:
            reading.claim(match.start("hour"), match.end())
            raise _ImpossibleHourError(name, match["hour"])
        place = (match.start("hour"), match.end())
        yield Mention(place, *((minutes, None) if name == "day_start" else (None, minutes)))


def _is_of_others(reading: Reading, said: re.Match) -> bool:
    """Whether a time is not the person's: "ils embauchent à 5 h, moi je commence à 7 h"."""
    before = clause_around(reading.timed, said.start(), said.end()).partition(said.group())[0]
    if reading.speaker in (None, "person") and _OF_FAMILY.search(before):
        return True
    if _OF_A_VEHICLE.search(before):
        return True
    of_others = re.search(r"\b(?:ils|elles) $", before) or re.match(r"(?!vien)\w+ent\b", said.group())
    return bool(of_others)


def _joined(mentions: list[Mention]) -> list[Mention]:
    """The ranges, and each start with the end after it; without any, the first start and the first end."""
    ranges: list[Mention] = []
    starts: list[Mention] = []
    ends: list[Mention] = []
    opened: Mention | None = None
    for mention in mentions:
        if mention.start is not None and mention.end is not None:
            ranges.append(mention)
            opened = None
        elif mention.start is not None:
            starts.append(mention)
            opened = opened or mention
        elif opened:
            ranges.append(Mention((opened.place[0], mention.place[1]), opened.start, mention.end))
            opened = None
        else:
            ends.append(mention)
    return ranges or starts[:1] + ends[:1]


def _with_other_end(text: str, ranges: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """ "9h-12h, 14h-19h mais je partirai à 17h": a time after the ranges takes the place of one."""
    last = mentions[-1] if mentions else None
    if len(ranges) < 1 or last is None or last in ranges or ranges[-1].place[1] > last.place[0]:
        return ranges
    between = text[ranges[-1].place[1] : last.place[0]]
    first, end = ranges[0], ranges[-1]
    if weekdays.NAMED.search(between) or _NOT_ALWAYS.search(between) or None in (first.start, end.end):
        return ranges
    if last.end is not None and (end.start or 0) < last.end < (end.end or 0):
        return [*ranges[:-1], replace(end, end=last.end)]
    if last.start is not None and (first.start or 0) < last.start < (first.end or 0):
        return [replace(first, start=last.start), *ranges[1:]]
    return ranges


def dated(text: str, mentions: list[Mention]) -> list[Span]:
    """Each mention with the days that its words name: "vendredi 9h-17h, samedi 10h-13h"."""
    spans: list[Span] = []
    days: frozenset[str] | None = None
    position = 0
    for mention, after in itertools.zip_longest(mentions, mentions[1:]):
        before = text[position : mention.place[0]]
        named = list(weekdays.NAMED.finditer(before))
        follows = _DAYS_AFTER.match(text, mention.place[1], after.place[0] if after else len(text))
        if _GENERAL.search(before):
            days = None
        elif named and (
            not _CUT.search(before, named[-1].end()) or _ITS_HOURS.fullmatch(before, named[-1].end())
        ):
            days = frozenset(weekdays.of(named[-1].group()))
        elif named:
            days = None
        elif follows:
            days = frozenset(weekdays.of(follows["days"]))
            spans = _with_days(spans, mention, days)
        spans.append(Span(mention.start, mention.end, days))
        position = mention.place[1]
    return spans


def _with_days(spans: list[Span], mention: Mention, days: frozenset[str]) -> list[Span]:
    """Days said after two shifts are those of both: "8h-12h 14h-18h du lundi au jeudi"."""
    if len(spans) == 1 and spans[0].days is None and (spans[0].end or 0) <= (mention.start or 0):
        return [replace(spans[0], days=days)]
    return spans
