"""How each date of release was found, and why none is given: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

# The steps that make a date.
STEPS: Mapping[str, str] = {
    "release_served": _(
        "{days} days are served before release, {shares} of the custody in {of} days in all."
    ),
    "release_at_once": _(
        "what is taken off is as much as was to be served, so release is on the day of sentence."
    ),
    "release_taken_off": _("{days} days are taken off for remand and tagged bail."),
    "release_at_large": _("{days} days at large are put on."),
    "release_added": _("{days} added days are put on."),
    "release_length": _("the sentence is {days} days long from its first day."),
    "release_end_unadjusted": _("this is the end of the longest sentence before anything is taken off."),
    "release_parole": _("the Parole Board may release after {days} days."),
    "release_parole_after_other": _("another sentence lets out only on {day}, so parole is not before it."),
    "release_recall_to_the_end": _("the recall runs to the end of the sentence."),
    "release_recall_fixed": _("the recall runs for {days} days from the return to custody."),
    "release_recall_longer": _("{days} days added or at large during the recall are put on."),
    "release_transfer": _("the transfer stands {months} months off the middle of the order."),
    "release_tranche": _(
        "the law of that tranche holds from {day}; without it the day would be {otherwise}."
    ),
    "release_after_tranche": _("{days} days awarded or at large after the tranche are put on."),
    "release_licence_quarters": _("the licence ends after three quarters of the sentence, {days} days."),
    "release_licence_half": _(
        "the licence lasts {days} days, half of what is for offences since February 2015."
    ),
    "release_supervision": _("supervision follows for {months} months from release."),
    "release_supervision_as_before": _("the supervision that was breached goes on to its own end."),
    "release_curfew_half": _("curfew may begin after {days} days, half of the custody but at least 28 days."),
    "release_curfew_longest": _("curfew may begin {days} days before release."),
    "release_curfew_least": _("curfew may not begin before {days} days of the sentence have been served."),
    "release_curfew_change": _("the longer curfew may begin only from {day}, when it became law."),
    "release_curfew_after_other": _("another sentence lets out only on {day}, so curfew is not before it."),
    "release_removal_share": _("removal may be after {percent} per cent of what is to be served."),
    "release_removal_longest": _("removal may be {days} days and {months} months before release."),
    "release_removal_at_sentence": _("removal may not be before the day of sentence."),
    "release_removal_change": _("the earlier removal may be only from {day}, when it became law."),
    "release_removal_after_term": _("a term in default lets out only on {day}, so removal is not before it."),
    "release_removal_after_order": _(
        "the order for the young is served until {day}, so removal is not before."
    ),
}

# Why no date is given.
REFUSALS: Mapping[str, str] = {
    "release_refused_indeterminate": _(
        "a sentence without an end lets out only when the Parole Board decides, after its minimum term."
    ),
    "release_refused_recall": _(
        "a recall of the kind {kind} was not lawful on {day}; it was one of these: {lawful}. Mend the recall."
    ),
    "release_refused_recall_no_licence": _(
        "nobody is recalled on sentence {sentence} under the law held here: it has no licence. Take it out."
    ),
    "release_recall_as_told": _(
        "the recall of the kind {kind} on {day} is taken as it was told; whether it was lawful hangs on what "
        "was not told: {facts}."
    ),
    "release_leaves_unknown": _(
        "whether {kind} is a day on which nothing is open, so that they leave before it, is not known: "
        "{what} are not held."
    ),
    "release_refused_used_up": _(
        "more remand or tagged bail is told than there is to serve. Take off only what is needed."
    ),
    "release_refused_by_hand": _(
        "remand or tagged bail is more than there is to serve since the law changed. Ask the prison."
    ),
    "release_refused_overlap": _(
        "remand from {first} to {last} falls within a sentence being served. Mend the days."
    ),
    "release_refused_told_twice": _("the days {first} to {last} are told twice as remand. Mend the periods."),
    "release_refused_schedule_2026": _(
        "the offence is in the Schedule of 2026, so the prison decides by hand. Ask the prison."
    ),
    "release_refused_added_late": _("days added on {day} come after the last release. Mend the day."),
    "release_refused_restored_late": _("days restored on {day} come after the last release. Mend the day."),
    "release_refused_out": _(
        "the person was out of custody when the law changed, so it may not hold for them. Ask the prison."
    ),
    "release_refused_first_tranche": _("the prison works out the first tranche by hand. Ask the prison."),
    "release_refused_between_tranches": _(
        "a sentence was added between two tranches, which the prison works out by hand. Ask the prison."
    ),
    "release_refused_harm_order": _(
        "whether two fifths hold for this breach of an order depends on what it forbade. Ask the prison."
    ),
    "release_refused_14_long": _("a sentence is a year or longer, so the recall should be of 28 days."),
    "release_refused_28_short": _("the sentence is under a year, so the recall should be of 14 days."),
    "release_refused_type_28_short": _(
        "the sentence is under a year, so its kind should be that of 14 days."
    ),
    "release_refused_type_14_long": _(
        "a sentence is a year or longer, so its kind should be that of 28 days."
    ),
    "release_refused_14_chain": _(
        "together the sentences are a year or longer: the recall should be of 28 days."
    ),
    "release_refused_28_chain": _(
        "together the sentences are under a year: the recall should be of 14 days."
    ),
    "release_refused_type_28_chain": _(
        "together the sentences are under a year: their kind should be that of 14 days."
    ),
    "release_refused_type_14_chain": _(
        "together the sentences are a year or longer: their kind should be that of 28 days."
    ),
    "release_refused_14_mixed": _(
        "the longer sentence ends two weeks or more after the shorter: the recall should be of 28 days."
    ),
    "release_refused_14_gap": _(
        "the longer sentence ends two weeks or more from the return: the recall should be of 28 days."
    ),
    "release_refused_28_gap": _(
        "the longer sentence ends within two weeks of the return: the recall should be of 14 days."
    ),
}

# The day somebody leaves, and the end of orders of the community.
ORDERS: Mapping[str, str] = {
    "leaving_short_term": _("a term of {days} days or fewer is not moved, whatever day it ends on."),
    "leaving_not_a_working_day": _("nothing is open on that day, so they leave on {day}."),
    "leaving_before_closed": _(
        "nothing is open on the day after, so the prison may let them leave as early as {day}."
    ),
    "leaving_early_scheme": _("some people were let out up to {days} days before then, under supervision."),
    "leaving_no_early_scheme": _("nobody is let out early under supervision at that time."),
    "order_end_named": _("the order names {day} as its end."),
    "order_until_work_is_done": _(
        "unpaid work of {hours} hours is left, and the order lasts until it is done."
    ),
    "order_suspended": _("the sentence is suspended for {months} months from the day of the order."),
    "order_supervised": _("the supervision of the order lasts {months} months from its day."),
    "order_work_within": _("unpaid work is to be done within {months} months."),
    "order_work_open": _("unpaid work has no period of its own any more; it ends when it is done."),
    "order_months": _("the requirement lasts {months} months from the day it took effect."),
    "order_as_long": _("the requirement lasts as long as the order or its supervision, until {day}."),
    "order_period_named": _("the order names the period of the requirement, which ends on {day}."),
    "order_days": _("the requirement lasts {days} days from the day it took effect."),
}

RELEASE: Mapping[str, str] = {**STEPS, **REFUSALS, **ORDERS}
