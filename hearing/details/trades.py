"""Names of trades: by their place (« chez un … ») and by their form (« -eur », « -iste », « -ière »…)."""

import re

from .patterns import words

PEOPLE, NOT_TRADES, NAMES, PLACES = (
    words("trades", name) for name in ("people", "not_trades", "first_names", "places")
)
FORM = (
    rf"(?!(?:{NOT_TRADES}|{NAMES})\b)(?:[a-z-]{{3,}}(?:istes?|iers?|ieres?|iens?|iennes?|eurs?|euses?|rices?|ologues?"
    rf"|pathes?|peutes?|graphes?|sseurs?|culteurs?)|{words('trades', 'whole')})"
)
# After « chez un », any noun is a trade or a shop unless it names a relation.
AT_A_TRADE = re.compile(
    rf"\bchez (?:une?|le|la|les|l'|des|mon|ma|notre|ce|cet|cette|son|sa) ?(?:petite? |super |autre )?"
    rf"(?!(?:{PEOPLE})\b)(?P<trade>[a-z][a-z'-]{{2,}})"
)
# « un voisin menuisier », « mon frère, boulanger », « ma tante tient un gîte ».
RELATIVE = (
    r"(?:amie?|beau-?frere|belle-?soeur|copine?|copain|cousine?|frere|mere|oncle|pere|soeur|tante|voisine?)"
)
RELATIVE_IN_TRADE = re.compile(
    rf"\b{RELATIVE}(?:,? (?:qui |il |elle )?(?:est|c'est)(?: une?)?|,)? (?P<trade>{FORM})\b"
)
SHOP = re.compile(
    rf"\b(?:{PLACES}|(?!(?:mairie|gendarmerie|serie|categorie|infirmerie|prefecture)\b)[a-z]{{3,}}erie)\b"
)
