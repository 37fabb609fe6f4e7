"""What values are called in a sentence where their codes mean something else than in the others."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

BECAUSE: Mapping[str, str] = {
    "grade_takes_nobody": _("only seniors and heads are here"),
    "grade": _("no grade here may take this level"),
    "high_risk": _("high risk needs a qualified officer"),
    "newly_qualified": _("this level needs an officer past the first months"),
    "unknown_risk_or_tier": _("tier or risk is not known, so it needs an officer"),
    "training": _("nobody here has completed the training for it"),
    "nobody_here": _("there is no practitioner here"),
}
CLASSES: Mapping[str, str] = {
    "very_high_or_high_risk": _("very high or high risk of serious harm"),
    "mappa": _("multi-agency arrangements (MAPPA)"),
    "safeguarding": _("active safeguarding"),
    "just_released": _("just released"),
    "moved_before": _("moved before"),
    "rest": _("everybody else, longest waiting first"),
}
HOLDS: Mapping[str, str] = {
    "litigation": _("a court case"),
    "inquiry": _("an inquiry or inquest"),
    "complaint": _("a complaint"),
    "review": _("a review of serious harm"),
    "access_request": _("a request for the record that is not answered yet"),
}
KEPT_FOR: Mapping[str, str] = {
    "ordinary": _("an ordinary record"),
    "sexual_offence": _("a record with a sexual offence"),
    "safeguarding": _("a record about the safeguarding of a child"),
    "mappa": _("a record with multi-agency arrangements (MAPPA)"),
    "domestic_abuse": _("a record with domestic abuse"),
    "high_risk": _("a record of high risk of serious harm"),
    "unknown_risk": _("a record in which the risk of serious harm was never known"),
}
