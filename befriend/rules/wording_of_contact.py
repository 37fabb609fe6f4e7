"""The sentences of appointments, notes and visits: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

CONTACT: Mapping[str, str] = {
    "practitioner_busy": _(
        "the practitioner has another appointment between {begins} and {ends} that day. Choose another time."
    ),
    "person_busy": _(
        "the person has another appointment between {begins} and {ends} that day. Choose another time."
    ),
    # Of whoever may not meet the person too, and of them nothing more.
    "cannot_be_booked": _(
        "this cannot be booked with that practitioner. Choose somebody else, or ask the head of unit."
    ),
    "appointment_in_the_past": _("that time has been. Choose a time that is still to come."),
    "appointment_too_far_off": _("that is more than {days} days ahead. Look at the year, or book it later."),
    "appointment_too_long": _("it takes between 1 and {minutes} minutes. Write how long it takes."),
    "appointment_is_over": _(
        "this appointment was closed or called off already. Look at what is written of it in the timeline."
    ),
    "appointment_not_yet": _("that is still to come. Say what came of it on its own day."),
    "missed_not_yet": _(
        "it begins at {begins}, and before that nobody has missed it. Wait until it has begun."
    ),
    "no_time_not_yet": _(
        "that is still to come, so there may be time for it yet. Move or cancel it, or say so on its own day."
    ),
    "contact_not_yet": _("that is still to come. Book it, or write when it took place."),
    "note_of_another": _("that appointment is not with this person. Write the note from their timeline."),
    "note_is_replaced": _("another note has replaced this one already. Correct that one."),
    "not_a_promise": _("nothing is promised in this note. Choose the note with the promise."),
    "not_a_home_visit": _("this is no home visit, so nobody goes out. Book a home visit first."),
    "visit_has_begun": _("this visit has begun already. Say when you are back."),
}
