"""What a statement draws, as SVG: every change at a glance, and each measure over the months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import vl_convert

from befriend.evidence.impact.words import Change, Statement

WIDTH, ROW, HEIGHT = 420, 26, 170
FAR = 100  # percent
# The width of a letter of 12 pixels in a wide font, as DejaVu Sans, with some to spare.
LETTER = 8
PERCENT = "difference, percent of what it was"
BASE, POLICY, INK = "#505a5f", "#1d70b8", "#0b0c0c"
LINES = {"as it is": (BASE, [1, 0]), "under the policy": (POLICY, [1, 0]), "no change": (INK, [2, 4])}


def svg(chart: Any) -> str:
    """Return a chart as SVG, made on this machine: nothing is fetched."""
    styled = chart.configure(font="Arial, sans-serif").configure_axis(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    styled = styled.configure_legend(
        labelFontSize=12, labelColor=INK, orient="top", columnPadding=48
    ).configure_view(stroke=None)
    drawn: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return drawn


def overview(changes: Sequence[Change]) -> str:
    """Return every measure's difference in percent of what it was, with bands of 50, 80 and 95 of 100 runs.

    A measure that was nothing without the policy has no percentage and is left to the table; so is what goes
    beyond 100%, which is cut there.
    """
    rows = [row for each in changes if (row := in_percent(each))]
    # As much room as the widest letters of a reader need: they may be wider than those it was drawn with.
    room = LETTER * max((len(row["key"]) for row in rows), default=0)
    labels = alt.Axis(labelLimit=0, minExtent=room)
    names = alt.Y("key:N", sort=[row["key"] for row in rows], title=None, axis=labels)
    far = any(abs(row[end]) > FAR for row in rows for end in ("low95", "high95"))
    reach = alt.Scale(domain=[-FAR, FAR], clamp=True) if far else alt.Undefined
    chart = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=max(1, len(rows)) * ROW)
    bands = [
        chart.mark_bar(height=height, color=POLICY, opacity=opacity).encode(
            y=names, x=alt.X(f"low{band}:Q", title=PERCENT, scale=reach), x2=f"high{band}:Q"
        )
        for band, height, opacity in ((95, 4, 0.35), (80, 8, 0.45), (50, 12, 0.6))
    ]
    middle = chart.mark_tick(color=INK, thickness=3, size=16).encode(
        y=names, x=alt.X("mean:Q", title=PERCENT, scale=reach)
    )
    nothing = chart.mark_rule(color=INK).encode(x=alt.datum(0))
    return svg(alt.layer(*bands, middle, nothing))


def in_percent(change: Change) -> dict[str, Any] | None:
    """Return the difference of a measure in percent of its mean in the base; None where that is nothing."""
    base = sum(change.measure["base"]) / len(change.measure["base"])
    if not base:
        return None
    difference = change.measure["difference"]
    ends = ("mean", *(f"{end}{band}" for band in (50, 80, 95) for end in ("low", "high")))
    return {"key": change.key.replace("_", " "), **{end: 100 * difference[end] / abs(base) for end in ends}}


def over_months(statement: Statement, measure: Mapping[str, Any]) -> str:
    """Return one measure by month: as it is, under the policy with its band of 95, and the no-change line."""
    months, bands = statement["by_month"], measure["difference"]["by_month"]
    series = {
        "as it is": measure["base"],
        "under the policy": measure["policy"],
        "no change": [measure["no_change"]] * len(months),
    }
    lines = [
        {"month": month, "line": name, "value": value}
        for name, values in series.items()
        for month, value in zip(months, values, strict=True)
    ]
    band = [
        {"month": month, "low": base + each["low95"], "high": base + each["high95"]}
        for month, base, each in zip(months, measure["base"], bands, strict=True)
    ]
    when = alt.X(
        "month:T", title=None, timeUnit="yearmonth", axis=alt.Axis(format="%b %Y", labelOverlap=True)
    )
    drawn = alt.Chart(alt.Data(values=lines)).mark_line(strokeWidth=2).encode(
        x=when,
        y=alt.Y("value:Q", title=measure["unit"], scale=alt.Scale(zero=False)),
        color=alt.Color("line:N", title=None, scale=scale(0)),
        strokeDash=alt.StrokeDash("line:N", title=None, scale=scale(1)),
    )  # fmt: skip
    around = alt.Chart(alt.Data(values=band)).mark_area(color=POLICY, opacity=0.2)
    around = around.encode(x=when, y=alt.Y("low:Q"), y2="high:Q")
    return svg(alt.layer(around, drawn).properties(width=WIDTH + 120, height=HEIGHT))


def scale(of: int) -> alt.Scale:
    """Return how lines are told apart: by colour (0) and by dashes (1), never by colour alone."""
    return alt.Scale(domain=list(LINES), range=[each[of] for each in LINES.values()])
