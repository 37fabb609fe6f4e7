"""The sentences of failures and what follows from them: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

ENFORCEMENT: Mapping[str, str] = {
    "failure_counted": _("nothing stands against counting this; it counts until {until}."),
    "failure_excused": _("there was a reasonable excuse, so it is not counted."),
    "failure_without_officer": _("they had no officer on that day, so it is not counted."),
    "failure_not_told": _("they were not told of it in writing, so it is not counted."),
    "failure_moved": _("the service moved it or called it off, so it is not counted."),
    "failure_double_booked": _("the service had booked two things at once, so it is not counted."),
    "failure_contact_withdrawn": _(
        "a policy of the service had withdrawn the contact, so it is not counted."
    ),
    "failure_check_in": _("an online check-in that was missed is a reason to ring them, and is not counted."),
    "failure_is_over": _("it is {months} months old or older, and counts no more since {until}."),
    "failure_to_come": _("that day is still to come, so there is nothing to count."),
    "failure_undecided": _(
        "{unknown}, so it cannot be said yet whether it counts. Find out, and write it down."
    ),
    "no_failure": _("nothing is counted, so nothing follows."),
    "warning_without_failure": _(
        "nothing is counted, and yet there is a warning about something that is not. Look at it again: "
        "it may be to withdraw."
    ),
    "failure_warn_or_refer": _(
        "if you find that there was no reasonable excuse, the law gives the choice of a warning, which "
        "counts for {months} months, or of the enforcement officer. Ask first what they have to say."
    ),
    "failure_after_warning": _(
        "a warning of {since} counts before {until}. If you find that there was no reasonable excuse for "
        "what came after it, the law has you refer it to the enforcement officer, who decides whether it "
        "goes to court."
    ),
    "failures_on_licence": _(
        "counted in {months} months: {failures}. No law says what follows on a licence: talk with your "
        "senior about what would help, before anybody speaks of recall."
    ),
}

UNKNOWNS: Mapping[str, str] = {
    "excused": _("nobody has decided whether there was a reasonable excuse"),
    "no_officer": _("it is not known whether they had an officer"),
    "not_told_in_writing": _("it is not known whether they were told in writing"),
    "moved_by_service": _("it is not known whether the service moved it"),
    "double_booked": _("it is not known whether the service had booked two things at once"),
    "contact_withdrawn": _("it is not known whether a policy had withdrawn the contact"),
}
