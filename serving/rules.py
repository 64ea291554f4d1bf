"""Rasa's policy of rules, when no rule was learnt.

It writes out the whole conversation as features at each prediction, to look them up among rules that are not
there: a tenth of a turn. Its answers to Rasa's own commands and to loops do not come from these rules.
"""

from __future__ import annotations

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_rasa_find = RulePolicy._find_action_from_rules


def find(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    """What the rules say, in the place of `RulePolicy._find_action_from_rules`."""
    if not policy.lookup.get(RULES) and not tracker.active_loop_name:
        return None, None, False
    return _rasa_find(policy, tracker, domain, use_text_for_last_user_input)
