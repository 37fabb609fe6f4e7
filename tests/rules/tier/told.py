"""People for the tests of tier: one of each model, and any that hypothesis makes up."""

from datetime import date

from hypothesis import strategies as st

from befriend import policies
from befriend.rules.tier import axis, points, scores
from befriend.rules.tier.needs import Sentence
from befriend.rules.tier.protect_and_change import Assessment, Told
from befriend.rules.tier.single_axis import Band, Kind
from befriend.rules.tier.single_axis import Told as AxisTold
from befriend.rules.values import Risk

BOOK = policies.load()
DAY = date(2026, 8, 17)
PLAIN = Told(
    rsr=0,
    risk=Risk.LOW,
    mappa=0,
    complexity=frozenset(),
    woman=False,
    enforcement=False,
    sentences=(Sentence(custodial=True),),
    assessed=True,
    assessment=Assessment(date(2021, 4, 1), {}),
    ogrs=0,
    iom=False,
    withdrawn=False,
)
SCORED = AxisTold(active=True, arp=0, arp_kind=Kind.DYNAMIC, csrp=0, csrp_kind=Kind.DYNAMIC, risk=Risk.LOW)


def percent(text):
    """Return a score as the rules hold it."""
    return scores.units(text)


score = st.decimals(0, 120, places=2).map(scores.units)
yes_no = st.booleans()
facts = st.builds(
    points.Facts,
    rsr=score,
    rosh=st.integers(0, 4),
    mappa=st.integers(0, 3),
    complexity=st.integers(0, 10),
    woman=yes_no,
    parenting=yes_no,
    self_control=yes_no,
    enforcement=yes_no,
    mandate=yes_no,
    assessed=yes_no,
    needs=st.tuples(*[st.integers(0, 2)] * points.NEEDS),
    ogrs=st.integers(0, 100),
    iom=yes_no,
    withdrawn=yes_no,
)
kind = st.sampled_from([0, 1, 2])
maybe = st.one_of(st.just(-1), score, st.sampled_from([1, 590_000, 600_000, 1_120_000, 2_110_000]))
axis_facts = st.builds(
    axis.Facts,
    active=yes_no,
    arp=maybe,
    arp_kind=kind,
    csrp=maybe,
    csrp_kind=kind,
    contact=maybe,
    contact_band=st.integers(0, 4),
    images=maybe,
    images_band=st.integers(0, 4),
    rosh=st.integers(0, 4),
    mappa=yes_no,
    lifer=yes_no,
    since_release=st.integers(0, 3),
    domestic_abuse=yes_no,
    stalking=yes_no,
    child_protection=yes_no,
    sexual_offence=yes_no,
)
axis_told = st.builds(
    AxisTold,
    active=st.sampled_from([True]),
    arp=maybe,
    arp_kind=st.sampled_from(Kind),
    csrp=maybe,
    csrp_kind=st.sampled_from(Kind),
    contact=maybe,
    contact_band=st.sampled_from(Band),
    risk=st.sampled_from(Risk),
    mappa=yes_no,
    lifer=yes_no,
    marks=st.frozensets(
        st.sampled_from(["domestic_abuse", "stalking", "child_protection", "sexual_offence"])
    ),
)
# Days on which one form or another is in force, of both models.
axis_day = st.sampled_from([date(2026, 3, 16), date(2026, 3, 25), date(2026, 4, 10), date(2026, 6, 10), DAY])
old_day = st.sampled_from([date(2021, 4, 20), date(2021, 5, 26), date(2023, 1, 1), DAY])
