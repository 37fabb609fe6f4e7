"""The sentences of contact, check-ins and contact withdrawn: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

SUPERVISION: Mapping[str, str] = {
    "seen_by": _("people of this tier are seen face to face every {days} days, the next time by {until}."),
    "check_in_is_not_seeing": _("an online check-in is not being seen, so it moves no day."),
    "contact_was_withdrawn": _(
        "a policy withdrew the contact from {since}, so nobody owes it from then on. "
        "It was not the practitioner."
    ),
    "supervision_ends_before": _("supervision ends on {until}, before they would be seen again."),
    "check_in_allowed": _(
        "nothing stands against reporting online. It is beside being seen, and never instead of it."
    ),
    "check_in_risk": _("with {risk} risk of serious harm nobody reports online. See them."),
    "check_in_safeguarding": _("there is active safeguarding. See them."),
    "check_in_mappa": _("they are under multi-agency arrangements (MAPPA). See them."),
    "check_in_not_standalone": _("they have more than a standalone requirement. See them."),
    "check_in_not_agreed": _("the person and the practitioner have not both agreed. Talk about it first."),
    "check_in_wants_to_be_seen": _("they want to see somebody, and that ends it at once. See them."),
    "check_in_not_reviewed": _("nobody has looked for {weeks} weeks whether it still fits. Look again."),
    "withdrawn_by_policy": _(
        "contact was withdrawn from {since} by {withdrawal}, a policy of {author}. "
        "It was not the practitioner."
    ),
    "withdrawn_later": _("contact will be withdrawn from {since} by {withdrawal}."),
    "withdrawn_follow_up": _("one appointment is left, on or about {since}."),
    "contact_is_kept": _("{kept}, so contact is not withdrawn."),
    "contact_not_of_reset": _(
        "the order has no rehabilitation activity requirement, so there is nothing that the policy ends."
    ),
}

WITHDRAWALS: Mapping[str, str] = {"reset": _("Probation Reset"), "impact": _("Probation Impact")}
AUTHORS: Mapping[str, str] = {"hmpps": _("HM Prison and Probation Service")}
KEPT: Mapping[str, str] = {
    "mappa": _("they are under multi-agency arrangements (MAPPA)"),
    "national_security_division": _("the National Security Division manages them itself"),
    "very_high_risk": _("the risk of serious harm is very high"),
    "child_protection": _("there are active child protection procedures"),
    "intensive_supervision_court": _("they are before an intensive supervision court"),
}
