"""The rules by what they are about, so that whoever looks for one finds it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from befriend.rules import named
from befriend.rules.named import Rule

OTHERS = _("Others")
# The rules of each topic by the first part of their names, in the order in which the page shows them.
TOPICS = (
    (_("Sentences, release and recall"),
     "release recall release_day community_order_ends suspended_sentence_ends requirement_ends"),
    (_("Tier and work"), "tier workload contact_time"),
    (_("Who may have whom, and how much"), "capacity availability eligibility serving cover exceed"),
    (_("Supervision and enforcement"), "contact_standards check_in withdrawal reminders enforcement"),
    (_("The record"), "statements retention"),
    (_("Answering for it"), "further_offence inspection claims"),
)  # fmt: skip


def by_topic() -> list[tuple[str, list[Rule]]]:
    """Return every rule once, by topic; one that no topic names stands among others."""
    topic_of = {name: topic for topic, names in TOPICS for name in names.split()}
    found: dict[str, list[Rule]] = {topic: [] for topic, _names in TOPICS} | {OTHERS: []}
    for rule in sorted(named.RULES.values(), key=lambda one: one.title):
        found[topic_of.get(rule.name.split(".")[0], OTHERS)].append(rule)
    return [(topic, rules) for topic, rules in found.items() if rules]
