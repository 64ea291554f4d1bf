"""The trade that somebody would like to see, in her own words."""

from __future__ import annotations

import pytest

from hearing.trade import aimed


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("je voudrais tester le métier de fleuriste chez une amie", "fleuriste"),
        ("jai 45 ans et je voudrais devenir menuisiere", "menuisiere"),
        ("ma cliente souhaiterait tester le métier d'animatrice en EHPAD associatif", "animatrice"),
        ("je veux voir boulanger si ca me plait", "boulanger"),
        ("découvrir le métier d'auxiliaire de puériculture en crèche", "auxiliaire de puériculture"),
        ("finalement je préfère cuisinier", "cuisinier"),
        ("voir le métier de conducteur de bus avant la formation", "conducteur de bus"),
        ("je veux tester plombier 1 semaine", "plombier"),
        ("essayer le métier de Toiletteuse canine", "toiletteuse canine"),
    ],
)
def test_a_trade_aimed_at_is_heard_as_it_was_said(text: str, trade: str) -> None:
    found = aimed(text)
    assert found is not None
    assert found[0] == trade
    assert trade in text[found[1] : found[2]].lower()


@pytest.mark.parametrize(
    "text",
    [
        "j'étais caissière avant",
        "je ne veux plus être caissière",
        "je veux être sûre de mon projet",
        "mon boulot de caissière m'épuise",
        "voir avec mon conseiller",
        "un stage chez un boulanger",
        "tester le métier",
        "tester le métier de mes rêves",
        "je veux voir un avocat",
        "je veux voir le maintien de mes droits",
        "",
    ],
)
def test_what_is_no_aim_is_no_trade(text: str) -> None:
    assert aimed(text) is None
