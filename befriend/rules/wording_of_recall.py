"""The sentences of recall: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

RECALL: Mapping[str, str] = {
    "recall_follows": _(
        "nothing stands against a term, so a recall lasts {days} days and no other recall is lawful "
        "(since {since}: {law})."
    ),
    "recall_never_fixed": _(
        "{fact}, and then a recall has no term: it is a standard one (since {since}: {law})."
    ),
    "recall_not_by_itself": _(
        "{fact}, so a recall with a term does not follow by itself (since {since}: {law})."
    ),
    "recall_too_long": _(
        "the sentence is of {months} months or more, so a recall with a term does not follow by itself "
        "(since {since})."
    ),
    "recall_by_judgement": _(
        "it is a matter of judgement: {days} days if they will not be a risk of serious harm to the public "
        "at the end of them, else a standard recall. Whoever recommends it writes down why."
    ),
    "recall_other_term": _("on this day the term of such a sentence is {days} days, and no other."),
    "recall_none": _(
        "nobody has to be recalled: no recall can always be recommended. Write down what is done instead, "
        "and who looks again and when."
    ),
    "recall_ends": _("{days} days are counted from the return to custody on {since}, which is the first."),
    "recall_ends_with_sentence": _("the sentence ends on {until}, and no recall lasts beyond that."),
    "recall_ends_with_curfew": _(
        "without the curfew they would have been released on {until}, and the term lasts at least until then."
    ),
    "recall_ends_at_latest": _(
        "a standard recall ends with the sentence on {until} at the latest. Anybody not released before goes "
        "to the Parole Board after {days} days, on {since}; it can be ended on any day before."
    ),
    "recall_no_end": _(
        "a sentence for life or for public protection (IPP) has no automatic end, and neither has a recall "
        "on it: somebody has to decide on release."
    ),
    "recall_moved": _(
        "this recall was running when terms of {days} days began on 31 March 2026. The day for sentences of "
        "this length was {since}, so it ends on {until}."
    ),
    "recall_at_large": _(
        "the {days} days between recall and return to custody do not count, "
        "so the sentence ends that much later."
    ),
}

FACTS: Mapping[str, str] = {
    "extended": _("the sentence is an extended one"),
    "indeterminate": _("the sentence is for life or for public protection (IPP)"),
    "serious_terrorism": _("the sentence is a serious terrorism sentence"),
    "referred_244zb": _("the case was referred to the Parole Board under section 244ZB"),
    "terrorist": _("the sentence is for a terrorist or national security offence"),
    "foreign_power_threat": _("there is a risk of being involved in a threat by a foreign power"),
    "mappa_category_4": _("they are in MAPPA category 4"),
    "mappa_2_or_3": _("they are managed at MAPPA level 2 or 3"),
    "particular_concern": _("the sentence is for particular concern (SOPC)"),
    "discretionary_conditional_release": _("release from the sentence was at discretion (DCR)"),
    "repatriated_for_murder": _("they were brought back to serve a sentence for murder"),
    "charged": _("they are recalled because of being charged, and are not convicted of it"),
    "charged_serious": _("they are recalled because of being charged with a serious offence"),
    "listed_offence": _("the sentence is for an offence of Schedule 19AA"),
}
