"""The sentences of why a tier is what it is: a part of the catalogue in `wording`."""

from __future__ import annotations

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Mark `text` for translation where it stands, and give it back."""
    return text


_ = gettext_noop

TIER: Mapping[str, str] = {
    "tier_input_missing": _("{input} is not known."),
    "tier_imported": _(
        "it was brought in from another service, has stood since {since}, and is not reckoned here."
    ),
    "tier_in_range": _("whatever that is, the tier is one of: {tiers}."),
    "tier_protect": _("{points} points of protect make level {level}."),
    "tier_change": _("{points} points of change make level {level}."),
    "tier_no_mandate": _(
        "there is no custody and no requirement to work on anything, so the change level is 0."
    ),
    "tier_no_assessment": _("there is no assessment that counts, so the change level is {level}."),
    "tier_withdrawn": _("supervision was withdrawn, which the S says."),
    "tier_rsr": _("the score of serious reoffending (RSR) is {score}%: {points} points."),
    "tier_rsr_in_no_band": _(
        "the score of serious reoffending (RSR) is {score}%, which is in none of the bands: 0 points."
    ),
    "tier_risk": _("the risk of serious harm is {risk}: {points} points."),
    "tier_counted_once": _(
        "of RSR and risk of serious harm only the higher counts: {points} points come off."
    ),
    "tier_mappa": _("the level of multi-agency arrangements (MAPPA) is {level}: {points} points."),
    "tier_no_mappa": _("no multi-agency arrangements (MAPPA): 0 points."),
    "tier_complexity": _("factors of complexity: {count}, which make {points} points."),
    "tier_women": _(
        "parenting, impulsivity or temper, and breach or recall, which count for women: {points} points."
    ),
    "tier_needs": _("the needs of the assessment: {points} points."),
    "tier_ogrs": _("the score of reoffending (OGRS) is {score}%: {points} points."),
    "tier_iom": _("integrated offender management: {points} points."),
    "tier_need": _(
        "the answers make {score}; a need is standard from {standard} and severe from {severe}: {severity}."
    ),
    "axis_not_supervised": _("no sentence is active, so there is nothing to supervise."),
    "axis_provisional": _("the tier is provisional, because {cause}; it could become one of: {tiers}."),
    "axis_contradicts": _("a score of {score}% does not go with a medium band; one of the two is wrong."),
    "axis_reoffending": _("reoffending (ARP) is {arp}% and serious reoffending (CSRP) {csrp}%: tier {tier}."),
    "axis_mappa": _("under MAPPA, with a risk of serious harm that is {risk}: tier {tier}."),
    "axis_harm": _("without MAPPA, with a risk of serious harm that is {risk}: tier {tier}."),
    "axis_step": _("{step}: tier {tier}."),
}

# What the values in these sentences are called.
INPUTS: Mapping[str, str] = {
    "rsr": _("the score of serious reoffending (RSR)"),
    "risk": _("the risk of serious harm"),
    "assessment": _("the assessment, or the day it was completed,"),
    "women": _("what the assessment answers about women"),
    "ogrs": _("the score of reoffending (OGRS)"),
    "complexity": _("which factors of complexity there are"),
    "enforcement": _("whether there was a breach or recall within a year"),
    "iom": _("whether they are in integrated offender management"),
    "withdrawn": _("whether supervision was withdrawn"),
    "reoffending": _("one of the two scores of reoffending"),
    "arp": _("the score of reoffending (ARP)"),
    "mappa": _("whether multi-agency arrangements (MAPPA) hold"),
    "lifer": _("whether there is a life sentence or one for public protection"),
    "released": _("the day of the latest release"),
    "marks": _("which marks are on the record"),
    "contact": _("the score of contact sexual reoffending"),
    "csrp": _("the score of serious reoffending (CSRP)"),
    "contact_score_within_its_band": _("a score of sexual reoffending (DC-SRP) that goes with its band"),
}
CAUSES: Mapping[str, str] = {
    "risk_unknown": _("the risk of serious harm is not known"),
    "static_scores": _("a score was made from the record alone, or it is not known how"),
}
STEPS: Mapping[str, str] = {
    "sexual": _("the score of sexual reoffending"),
    "lifer": _("a life sentence, or one for public protection (IPP)"),
    "domestic_abuse": _("domestic abuse"),
    "stalking": _("stalking"),
    "child_protection": _("child protection"),
    "sexual_offence": _("a sexual offence, once"),
}
SEVERITIES: Mapping[str, str] = {
    "no_need": _("no need"),
    "standard": _("a standard need"),
    "severe": _("a severe need"),
}
