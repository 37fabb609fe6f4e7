"""The arithmetic of the single axis: eight steps, the highest wins. Numba compiles it as it is.

Tiers are numbers as in `AxisTier`: 1 for G to 7 for A, and 0 for a step that adds nothing.
"""

from __future__ import annotations

from typing import NamedTuple

MISSING, LOWEST, C, HIGHEST, NOT_SUPERVISED = 0, 1, 5, 7, 8
CONTRADICTS = -1  # a medium band with a score no medium band has
BY_SCORE = -2
UNKNOWN_KIND, STATIC, DYNAMIC = 0, 1, 2
HIGHER_SCORE, BANDS_OF_BOTH, BANDS_OF_CONTACT = 0, 1, 2
NOT_SAID, FIRST_FORM, SECOND_FORM = 0, 1, 2

Rows = tuple[tuple[int, int], ...]
ByBand = tuple[int, int, int, int, int]


class Figures(NamedTuple):
    """The tables of one day: plain tuples, so that numba compiles what reads them."""

    arp_floors: tuple[int, ...]  # millionths of a percent, highest first, the last 0
    csrp_floors: tuple[int, ...]
    cells: tuple[tuple[int, ...], ...]  # by CSRP, then by ARP
    sexual_form: int
    images_silence_csrp: bool
    sexual_score: Rows  # from that score up, highest first: tier
    sexual_bands: ByBand  # none, low, medium, high, very high
    sexual_medium: Rows
    image_bands: ByBand
    with_mappa: ByBand  # by risk: unknown, low to very high
    without_mappa: ByBand
    lifer: tuple[int, int, int, int]  # first year, first five years, later, not released
    marks: tuple[int, int, int, int]  # domestic abuse, stalking, child protection, sexual offence
    not_supervised_said: bool
    provisional_form: int


class Facts(NamedTuple):
    """What is known of one person. A score that is not known is negative."""

    active: bool
    arp: int  # millionths of a percent
    arp_kind: int
    csrp: int
    csrp_kind: int
    contact: int  # the score of contact sexual reoffending (DC-SRP), negative for none
    contact_band: int  # 0 none or not applicable, 1 low to 4 very high
    images: int
    images_band: int
    rosh: int  # a Risk; unknown is a case of its own
    mappa: bool
    lifer: bool
    since_release: int  # place in `Figures.lifer`
    domestic_abuse: bool
    stalking: bool
    child_protection: bool
    sexual_offence: bool


class Steps(NamedTuple):
    """What each step asks for."""

    reoffending: int
    sexual: int
    mappa_and_harm: int
    lifer: int
    domestic_abuse: int
    stalking: int
    child_protection: int
    sexual_offence: int


def place(floors: tuple[int, ...], score: int) -> int:
    """Return which of the floors, highest first, a score reaches."""
    for i in range(len(floors)):
        if score >= floors[i]:
            return i
    return len(floors) - 1


def reoffending(figures: Figures, arp: int, csrp: int) -> int:
    """Return the tier of the two scores of reoffending."""
    return figures.cells[place(figures.csrp_floors, csrp)][place(figures.arp_floors, arp)]


def by_rows(rows: Rows, score: int, otherwise: int) -> int:
    """Return the tier of the first row whose score is reached."""
    for start, tier in rows:
        if score >= start:
            return tier
    return otherwise


def counts(score: int, band: int) -> bool:
    """Return whether a score of sexual reoffending counts: above 0, and in a band."""
    return score > 0 and band > 0


def sexual_by_score(figures: Figures, facts: Facts) -> int:
    """Return the tier of the higher score, as of 16 March 2026."""
    score = max(facts.contact, facts.images)
    return by_rows(figures.sexual_score, score, 0) if score > 0 else 0


def sexual_by_contact(figures: Figures, facts: Facts) -> int:
    """Return the tier of contact sexual reoffending by its band, as of 1 April 2026."""
    if not counts(facts.contact, facts.contact_band):
        return 0
    tier = figures.sexual_bands[facts.contact_band]
    return by_rows(figures.sexual_medium, facts.contact, CONTRADICTS) if tier == BY_SCORE else tier


def sexual_by_either(figures: Figures, facts: Facts) -> int:
    """Return the tier of contact or images, whichever score is higher, as of 23 March 2026."""
    images = counts(facts.images, facts.images_band)
    if counts(facts.contact, facts.contact_band) and not (images and facts.images > facts.contact):
        return sexual_by_contact(figures, facts)
    return figures.image_bands[facts.images_band] if images else 0


def sexual(figures: Figures, facts: Facts) -> int:
    """Return the tier of sexual reoffending by the form of the day."""
    if figures.sexual_form == HIGHER_SCORE:
        return sexual_by_score(figures, facts)
    if figures.sexual_form == BANDS_OF_BOTH:
        return sexual_by_either(figures, facts)
    return sexual_by_contact(figures, facts)


def csrp_counted(figures: Figures, facts: Facts) -> int:
    """Return the score of serious reoffending, or 0 where a higher image score silences it."""
    both = counts(facts.contact, facts.contact_band) and counts(facts.images, facts.images_band)
    silent = figures.images_silence_csrp and both and facts.images > facts.contact
    return 0 if silent else facts.csrp


def steps(figures: Figures, facts: Facts) -> Steps:
    """Return what each step asks for; both scores of reoffending are known."""
    by_risk = figures.with_mappa if facts.mappa else figures.without_mappa
    return Steps(
        reoffending(figures, facts.arp, csrp_counted(figures, facts)),
        sexual(figures, facts),
        by_risk[facts.rosh],
        figures.lifer[facts.since_release] if facts.lifer else 0,
        figures.marks[0] if facts.domestic_abuse else 0,
        figures.marks[1] if facts.stalking else 0,
        figures.marks[2] if facts.child_protection else 0,
        figures.marks[3] if facts.sexual_offence else 0,
    )


def without_scores(steps: Steps) -> int:
    """Return the highest step but for reoffending."""
    marks = max(steps.domestic_abuse, steps.stalking, steps.child_protection, steps.sexual_offence)
    return max(LOWEST, steps.sexual, steps.mappa_and_harm, steps.lifer, marks)


def without_harm(steps: Steps, scores_count: bool) -> int:
    """Return the highest step but for MAPPA and harm, and but for reoffending unless it counts."""
    marks = max(steps.domestic_abuse, steps.stalking, steps.child_protection, steps.sexual_offence)
    scored = steps.reoffending if scores_count else 0
    return max(LOWEST, scored, steps.sexual, steps.lifer, marks)


def both_dynamic(facts: Facts) -> bool:
    """Return whether both scores of reoffending are dynamic."""
    return facts.arp_kind == DYNAMIC and facts.csrp_kind == DYNAMIC


def static_provisional(figures: Figures, facts: Facts, steps: Steps) -> bool:
    """Return whether the tier could be higher once what is static was assessed in full."""
    reached = without_scores(steps)
    if facts.arp_kind == STATIC and facts.csrp_kind == STATIC:
        return reached < HIGHEST
    if facts.arp_kind == STATIC:
        return reached < reoffending(figures, figures.arp_floors[0], facts.csrp)
    if facts.csrp_kind == STATIC:
        return reached < reoffending(figures, facts.arp, figures.csrp_floors[0])
    return False


def harm_provisional(figures: Figures, facts: Facts, steps: Steps) -> bool:
    """Return whether a missing risk of serious harm makes the tier provisional."""
    if facts.rosh > 0:
        return False
    if figures.provisional_form == FIRST_FORM:  # 8 to 18 June 2026
        settled = steps.reoffending == HIGHEST and both_dynamic(facts)
        return not settled and steps.sexual != HIGHEST
    return without_harm(steps, both_dynamic(facts)) < (HIGHEST if facts.mappa else C)


def provisional(figures: Figures, facts: Facts, steps: Steps) -> bool:
    """Return whether the tier is provisional."""
    if figures.provisional_form == NOT_SAID:
        return False
    return static_provisional(figures, facts, steps) or harm_provisional(figures, facts, steps)


def tier(figures: Figures, facts: Facts) -> int:
    """Return the number of the AxisTier of one person, or CONTRADICTS."""
    if figures.not_supervised_said and not facts.active:
        return NOT_SUPERVISED
    if facts.arp < 0 or facts.csrp < 0:
        return MISSING
    every = steps(figures, facts)
    if every.sexual == CONTRADICTS:
        return CONTRADICTS
    return max(every.reoffending, without_scores(every))
