"""The sentences about reviews, inspections and claims: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

ACCOUNTABILITY: Mapping[str, str] = {
    "further_offence_during": _("they were charged while supervised, so there is a review."),
    "further_offence_after": _(
        "they were charged {days} days after the last day of supervision; up to {most} there is a review."
    ),
    "further_offence_too_late": _(
        "they were charged {days} days after the last day of supervision; after {most} there is no review."
    ),
    "further_offence_before": _("they were charged before they were supervised, so there is no review."),
    "further_offence_not_listed": _("what they are charged with is not on the list, so there is no review."),
    "further_offence_by_offence": _(
        "the offence is alleged for {since}, outside those days: told by the day of the offence, "
        "the rule would say no. Ask whoever decides on reviews."
    ),
    "inspection_score": _("the standards come to {points} of {of} points: {rating}."),
    "leadership_above_delivery": _(
        "leadership is rated {rating}, and the work with people has {points} of {of} points. "
        "The report should say how the two go together."
    ),
    "leadership_below_delivery": _(
        "leadership is rated only {rating}, and the work with people has {points} of {of} points. "
        "The report should say how the two go together."
    ),
    "inspection_differs": _("{published} was given overall, and the standards come to {rating}."),
    "claim_a_day": _("{count} {counted} in {days} days are {each} a day."),
    "claim_a_day_short": _("that is not {claimed} a day."),
    "claim_not_people": _("{counted} are not people: one person may have several."),
    "claim_of_another": _("{counted} were counted, and {claimed_of} are claimed."),
    "pay_new_money": _("{award}% is new money."),
    "pay_total_is_not_new": _(
        "{total}% counts moving up the scale, which was owed without an award. Award and scale together "
        "would be {both}% for those who move up; they have {moving_up}% of the pay bill."
    ),
}

# What ratings and what is counted are called in a sentence.
RATINGS: Mapping[str, str] = {
    "inadequate": _("inadequate"),
    "requires_improvement": _("requires improvement"),
    "good": _("good"),
    "outstanding": _("outstanding"),
}
