"""The catalogue of reasons: every code a rule gives, as a sentence with a way forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from befriend.rules.values import Decision, Reason
from befriend.rules.wording_labels import BECAUSE, CLASSES, HOLDS, KEPT_FOR
from befriend.rules.wording_numbers import as_day, in_one
from befriend.rules.wording_of_accountability import ACCOUNTABILITY, RATINGS
from befriend.rules.wording_of_contact import CONTACT
from befriend.rules.wording_of_enforcement import ENFORCEMENT, UNKNOWNS
from befriend.rules.wording_of_papers import PAPERS
from befriend.rules.wording_of_recall import FACTS, RECALL
from befriend.rules.wording_of_release import RELEASE
from befriend.rules.wording_of_supervision import AUTHORS, KEPT, SUPERVISION, WITHDRAWALS
from befriend.rules.wording_of_tier import CAUSES, INPUTS, SEVERITIES, STEPS, TIER
from befriend.rules.wording_of_trials import TRIALS
from befriend.rules.wording_of_workload import WORKLOAD

Gettext = Callable[[str], str]


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

# A sentence begins small, so that it can follow "Wren cannot take Alder Finch:".
CATALOGUE: Mapping[str, str] = {
    # Room
    "room": _("with this work they would have {after} points of {limit}."),
    "no_available_points": _(
        "they have no working time that week, so they are full. "
        "Choose somebody who is at work, or a later week."
    ),
    "weighted_cap": _(
        "with this work they would have {after} points, over the limit of {limit} "
        "({percent}% of {available}). Choose somebody with room for it, or the head of unit may order it."
    ),
    "ordered_limit": _(
        "with this work they would have {after} points, over the {limit} that the order to exceed "
        "the cap allows. Choose somebody with room for it, or ask for a new order."
    ),
    "head_cap": _(
        "with this person the number of people would be {after}, over the limit of {limit} "
        "({cap} for a full week). Choose somebody with a place left."
    ),
    "trainee_heads": _(
        "with this person the number of people would be {after}; a trainee in month {month} may have "
        "at most {limit}. Choose somebody else; only the region may lift this protection."
    ),
    "returning": _(
        "in this are {points} points of {people} of their own people, who are under cover now and come back."
    ),
    # Who may take whom
    "grade_takes_nobody": _("{grade} takes nobody: they answer for those who do. Choose a practitioner."),
    "grade": _("{grade} may not take level {level}. Choose somebody whose grade may."),
    "high_risk": _(
        "{grade} may not take high risk (level {level}, risk of serious harm {risk}). "
        "Choose a qualified officer."
    ),
    "newly_qualified": _(
        "a newly qualified officer may not take level {level}. Choose an officer past the first months."
    ),
    "unknown_risk_or_tier": _(
        "the {lacks} is not known yet, and unknown is not low: {grade} may not take this. "
        "Choose an officer, or have the person assessed first."
    ),
    "training": _(
        "they have not completed the training for this ({module}). "
        "Choose somebody who has, or book the training."
    ),
    "conflict": _("there is a conflict between them and this person. Choose somebody else."),
    "safety": _("an incident or an upheld objection on safety stands between them. Choose somebody else."),
    "request": _("the person {request}, and that was granted. Choose somebody who meets the request."),
    # Chosen
    "serving_class": _("in the signed order: {place}."),
    "officer_before": _("they supervised this person before."),
    "same_patch": _("they work where the person lives."),
    "shared_language": _("they speak the person's language."),
    # Waiting
    "all_full": _(
        "all trained for this are at the cap; nearest room {room}. "
        "The head of unit owns this: find time, or order somebody to exceed the cap."
    ),
    "all_away": _(
        "all who may take this are away. The head of unit owns this: borrow somebody from another unit."
    ),
    "nobody_eligible": _(
        "nobody in the unit may take this ({because}). "
        "The head of unit owns this: train somebody, or borrow somebody."
    ),
    "conflicts": _(
        "all who are trained for this have a conflict with the person (practitioners: {practitioners}). "
        "The head of unit owns this: ask another unit."
    ),
    "request_cannot_be_met": _(
        "nobody trained for this meets what the person asked and was granted. "
        "The head of unit owns this: ask another unit, or ask the person again."
    ),
    "too_heavy": _(
        "this work ({points} points) is more than anybody's whole limit ({limit}). "
        "The head of unit owns this: share the work, or borrow somebody with more hours."
    ),
    "served_later": _(
        "somebody earlier in the signed order has the last room; nearest room now {room}. "
        "The head of unit owns this: find time, or order somebody to exceed the cap."
    ),
    "no_cover": _(
        "nobody has room to cover; nearest room {room}. Their officer stays the same. "
        "The head of unit owns this: find time, or order somebody to exceed the cap."
    ),
    # Cover
    "absent_practitioner": _(
        "their practitioner is away for {days} working days, more than {limit}: "
        "they need somebody by name in the meantime."
    ),
    "duty_rota": _(
        "their practitioner is away for {days} working days; up to {limit} the duty officer answers."
    ),
    # Orders to exceed the cap
    "exceed_lawful": _("the office of {office} may give this order, until {until}."),
    "exceed_office": _("the office of {office} may not order this. Ask the office of {lowest} or above."),
    "exceed_trainee": _(
        "the office of {office} may not lift a trainee's protection. Ask the office of {lowest} or above."
    ),
    "exceed_days": _("an order may run for {most} days at most, not {days}. Give an earlier last day."),
    "exceed_no_days": _(
        "an order from {start} until {until} has no day in it. Give a last day after the first."
    ),
    "exceed_renewal": _(
        "this renews an order of the office of {last}, so the office of {office} may not give it. "
        "Ask the office of {lowest} or above."
    ),
    "exceed_no_office_above": _(
        "the last order came from the office of {last}, and there is none above to renew it. "
        "The work must stop or move."
    ),
    "exceed_begins": _(
        "an order begins today or within {most} days, not on {start}. Give another first day."
    ),
    "exceed_lifts_nothing": _(
        "this is no more than the {limit} points and {people} people they may carry anyway. "
        "Order more, or nothing."
    ),
    "exceed_too_much": _(
        "an order may go up to {points} points and {people} people here. Order less, or let work stop."
    ),
    "exceed_oneself": _("nobody orders themselves to exceed the cap. Ask whoever holds the office above."),
    # What an action refuses
    "already_supervised": _("they are with {practitioner} already. Say why that ends, or leave it as it is."),
    "already_ended": _("it has ended already, so there was nothing to end. Look at how it stands now."),
    "already_covered": _("somebody covers this already. End that cover first."),
    "covers_themselves": _("{practitioner} is who needs cover. Choose somebody else."),
    "not_away": _(
        "{practitioner} is at work this week, so there is nothing to cover. "
        "Give the person to somebody else, or record the absence first."
    ),
    "room_gone": _("the room that the plan found has gone since. Make the plan again."),
    "already_decided": _("somebody has decided this already. Look at how it stands now."),
    "already_answered": _("this was answered already. Look at the answer that was given."),
    "plan_replaced": _("a newer plan has taken this one's place. Look at the newer plan and decide there."),
    "plan_is_safe": _("nobody of the first order waits in this plan, so it needs no such decision."),
    "objection_unanswered": _(
        "{practitioner} has objected and has no answer yet. Answer the objection first."
    ),
    "no_case": _("they have no open case, so there is no work to give. Record the case first."),
    "no_office": _("no office answers for {unit}. Record the head's office of it or of a unit above."),
    "no_release": _("no release is recorded for this case, so there is none to object to."),
    "not_yours": _("this names somebody else, so it is not yours to answer."),
    "not_your_office": _("the office {office} is not held by you, or is not a head's. Ask whoever holds it."),
    # Who may see a record
    "decides_no_access": _("who may see this record is not for this office to decide. Ask data protection."),
    "about_yourself": _("nobody decides this about themselves. Ask the office above."),
    "excluded_already": _("they may not see this record already. Look at how it stands now."),
    "restricted_already": _("this record is restricted already. Look at how it stands now."),
    "ends_in_the_past": _("it would end before it begins. Give a later last day, or none."),
    "reader_excluded": _("{practitioner} may not see this record. End that first, or choose somebody else."),
    "reader_already": _("{practitioner} may see this record already. Choose somebody else."),
    "no_reader": _("nobody is named who may see this record. Name at least one."),
    "nobody_left_to_decide": _(
        "then nobody could decide for this person. Keep at least one head or senior of {unit}, "
        "or of a unit above, who may see the record."
    ),
    "nobody_here": _("they work in no unit on that day. Choose somebody who does."),
    "words_needed": _("this needs a few words and a choice, so that it can be understood later. Write them."),
    "request_needs_practitioner": _(
        "a request for or not for somebody names them; one for a woman officer names nobody."
    ),
    "order_stands": _("another order stands until {until}. Begin on that day or later."),
    "stop_days": _("a stop lasts {most} days at most and ends on a later day. Give an earlier last day."),
    "rank_taken": _("another entry stands at rank {rank}. Choose another rank, or wait until it lapses."),
    "refused_by_manager": _("a manager refused what the plan proposed. The head of unit owns this."),
    "not_yet_planned": _("no plan has looked at this yet. Make a plan, or make it again."),
    # Keeping, erasing, giving back
    "keep_open_case": _("a case is open, so everything is kept."),
    "keep_period": _(
        "the last case ended on {since}; {kept_for} is kept for {years} years after that, until {until}."
    ),
    "keep_hold": _("it is held since {since} for {hold}; nothing is erased while that stands."),
    "not_due": _("they are not due to be erased. Look at why they are kept."),
    "already_erased": _("this was erased already, or is going to be. There is nothing more to do."),
    "ref_differs": _("this is not the reference of the person on the page. Type that one."),
    "hold_ended": _("this hold has ended already. Look at how it stands now."),
    "passages_undecided": _("passages still without a decision: {count}. Release or withhold each."),
    "already_given": _("this was given to the person already. Begin another if they ask again."),
    "ground_needed": _("what is withheld needs a ground and a reason. Choose one and write it down."),
    **CONTACT,
    # The supervision plan
    "step_is_whose": _("it is not said whose step this is. Write who does it, or choose the person or you."),
    "step_in_the_past": _("that day has been. Choose a day that is still to come, or none."),
    "step_is_settled": _("it is written already what became of this step. Look at the plan as it stands."),
    "goal_is_over": _("this goal has ended. Write a new goal, or choose one that stands."),
    # Handover
    "handover_is_open": _("they are being handed over already. Look at that handover."),
    "handover_is_closed": _("this handover is closed. Look at how it stands now."),
    "handover_is_anothers": _("only whoever takes them over acknowledges a warning. It is not you."),
    "warning_is_over": _("this warning stands no longer. Look at those that do."),
    "told_later": _("that day is still to come. Say on which day they were told."),
    "no_meeting_of_three": _("no meeting of three is offered here. Book an appointment with the person."),
    "plan_is_over": _("this plan has ended. The first goal of a new one begins it."),
    # What is stated about somebody
    "observed_later": _("that day is still to come. Say when it was seen or told."),
    "statement_too_long": _(
        "this has {count} characters, and one statement has at most {limit}. Say it in several, or in a note."
    ),
    "not_a_choice": _("that is none of the answers. Choose one of those shown."),
    "not_a_day": _("that is no day. Write it with day, month and year."),
    "not_a_number": _("that is no whole number. Write it in figures."),
    "statement_is_over": _("this stands no longer. Look at what replaced it, and say it of that."),
    "statement_is_contested": _(
        "it is contested that this is right, so it stays as it is until the reviewer has decided."
    ),
    "statement_awaits": _("this waits for the practitioner it was typed for. They accept it first."),
    "statement_awaits_another": _("one of these waits for somebody else. Choose only what waits for you."),
    "nobody_accepts": _(
        "nobody supervises or covers them, so nobody could accept this. Give it to the duty officer to write."
    ),
    "gist_needed": _("what may be told is not written down. Write the gist, or withhold the source."),
    "copied_is_not_known": _(
        "that something was written before does not show that it is still so. Say how you know it now."
    ),
    "already_contested": _("it is contested already, and not decided yet. Add these words to that."),
    "reviewer_recorded_it": _(
        "whoever wrote it down does not decide whether it is right. Another senior or data protection does."
    ),
    "reviewer_accepted_it": _(
        "whoever accepted what was typed for them does not decide whether it is right. "
        "Another senior or data protection does."
    ),
    "reviewer_confirmed_it": _(
        "whoever found it still true does not decide whether it is right. "
        "Another senior or data protection does."
    ),
    "reviewer_is_with_them": _(
        "whoever works with the person does not decide this. Another senior or data protection does."
    ),
    **ENFORCEMENT,
    **PAPERS,
    **TRIALS,
    **RECALL,
    **SUPERVISION,
    **RELEASE,
    **TIER,
    **WORKLOAD,
    **ACCOUNTABILITY,
}

# What values are called in a sentence. A value that is not here stands as it is.
LABELS: Mapping[str, str] = {
    "pso": _("a probation services officer"),
    "trainee": _("a trainee"),
    "newly_qualified": _("a newly qualified officer"),
    "officer": _("an officer"),
    "senior": _("a senior"),
    "head": _("a head of unit"),
    "unknown": _("unknown"),
    "low": _("low"),
    "medium": _("medium"),
    "high": _("high"),
    "very_high": _("very high"),
    "tier": _("tier"),
    "risk": _("risk of serious harm"),
    "for": _("asked for somebody else"),
    "not": _("asked not to have this practitioner"),
    "woman_officer": _("asked for a woman officer"),
    "team": _("the team"),
    "unit": _("the delivery unit"),
    "region": _("the region"),
    "nation": _("the nation"),
    "sexual_offending": _("sexual offending"),
    "domestic_abuse": _("domestic abuse"),
    "safeguarding": _("safeguarding"),
    "mappa": _("multi-agency arrangements (MAPPA)"),
}
# Values whose codes mean something else than in the other sentences.
OWN_LABELS: Mapping[str, Mapping[str, str]] = {
    "because": BECAUSE,
    "place": CLASSES,
    "hold": HOLDS,
    "kept_for": KEPT_FOR,
    "rating": RATINGS,
    "published": RATINGS,
    "fact": FACTS,
    "withdrawal": WITHDRAWALS,
    "author": AUTHORS,
    "kept": KEPT,
    "input": INPUTS,
    "cause": CAUSES,
    "step": STEPS,
    "severity": SEVERITIES,
    "unknown": UNKNOWNS,
}
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
    _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

# What leaves Befriend: never about whom, nor what the service is.
LETTER = (
    _("You have something to read in Befriend"),
    _(
        "You have something to read in Befriend.\n\n"
        "Sign in to read it: {address}\n\n"
        "This message says no more on purpose. Please do not answer it: nobody reads the answers."
    ),
)

# Says nothing about anybody either, and is of use only outside of Befriend.
LETTER_OF_THE_AUDIT = (
    _("Keep this: where the audit ends today"),
    _(
        "The audit of Befriend ends today at:\n\n{head}\n\n"
        "Keep this message. Whoever verifies the audit with this line sees whether anything that was "
        "written before today was changed or taken away."
    ),
)


def letter(address: str, gettext: Gettext = gettext_noop, *, head: str = "") -> tuple[str, str]:
    """Return the subject and text of what is sent: that something is there to read, or the audit's head."""
    subject, text = LETTER_OF_THE_AUDIT if head else LETTER
    return gettext(subject), gettext(text).format(address=address, head=head)


def words(reason: Reason, gettext: Gettext = gettext_noop) -> str:
    """Return a reason as a sentence, in the language `gettext` speaks.

    Raises KeyError for a code that is not in the catalogue, or a value its sentence lacks.
    """
    text = clause(reason, gettext)
    return text[:1].upper() + text[1:]


def clause(reason: Reason, gettext: Gettext = gettext_noop) -> str:
    """Return a reason with a small first letter, to follow a colon."""
    values = {name: shown(name, value, gettext) for name, value in reason.values}
    return in_one(gettext(CATALOGUE[reason.code]).format_map(values))


def refusal(practitioner: str, person: str, decision: Decision, gettext: Gettext = gettext_noop) -> str:
    """Return a refusal with its binding reason: "Wren cannot take Alder Finch: with this ..."."""
    template = gettext(_("{practitioner} cannot take {person}: {because}"))
    return template.format(
        practitioner=practitioner, person=person, because=clause(decision.reasons[0], gettext)
    )


def shown(name: str, value: int | str, gettext: Gettext) -> str:
    """Return one value as a reader wants it: 2,393; 30 March 2021; a trainee."""
    if isinstance(value, int):
        return f"{value:,}"
    if day := as_day(value):
        return f"{day.day} {gettext(MONTHS[day.month - 1])} {day.year}"
    labels = OWN_LABELS.get(name, LABELS)
    return gettext(labels[value]) if value in labels else value
