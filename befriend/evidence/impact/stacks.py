"""How load is spread over practitioners, drawn as bars that are stacked."""

from __future__ import annotations

from typing import Any

import altair as alt

from befriend.evidence.impact import drawings, loads
from befriend.evidence.impact.loads import HEADS, Band, Statement

# From light to heavy, each darker than the last as it prints; grey: no time at all.
COLOURS = ("#eaf2f8", "#bcd7ec", "#7fb2db", "#3f86bf", "#14548a", "#07263f", "#b1b4b6")
DARK = range(4, 6)
READABLE = 4.0  # percent: what is narrower holds no number


def drawing(statement: Statement) -> str:
    """Return four stacked bars as SVG: as it is and under the policy, on the mean and in the last month.

    Each part has its share in figures where there is room, so that nothing is told by colour alone.
    """
    found = loads.spread(statement)
    bars = {
        HEADS[1]: [each.base for each in found], HEADS[2]: [each.policy for each in found],
        HEADS[5]: [each.base_last for each in found], HEADS[6]: [each.policy_last for each in found],
    }  # fmt: skip
    parts = [part for bar, shares in bars.items() for part in stacked(bar, shares, found)]
    names = [each.words for each in found]
    place = alt.Y("bar:N", sort=list(bars), title=None, axis=alt.Axis(labelLimit=240))
    reach = alt.Scale(domain=[0, 100])
    chart = alt.Chart(alt.Data(values=parts)).properties(
        width=drawings.WIDTH + 60, height=len(bars) * 2 * drawings.ROW
    )
    boxes = chart.mark_bar(stroke=drawings.INK, strokeWidth=0.5).encode(
        y=place,
        x=alt.X("from:Q", title="percent of practitioners", scale=reach),
        x2="to:Q",
        color=alt.Color(
            "band:N",
            scale=alt.Scale(domain=names, range=list(COLOURS)),
            sort=names,
            title="of available points",
            legend=alt.Legend(orient="bottom", columns=3, columnPadding=24),
        ),
    )
    figures = (
        chart.transform_filter("datum.label != ''")
        .mark_text(fontSize=11)
        .encode(
            y=place,
            x=alt.X("middle:Q", scale=reach),
            text="label:N",
            color=alt.condition("datum.dark", alt.value("#ffffff"), alt.value(drawings.INK)),
        )
    )
    # Room on both sides: a reader's letters may be wider than those the drawing was measured with.
    room = {"left": 60, "right": 60, "top": 5, "bottom": 5}
    return drawings.svg(alt.layer(boxes, figures).properties(padding=room))


def stacked(bar: str, shares: list[float], found: list[Band]) -> list[dict[str, Any]]:
    """Return the parts of one bar, from 0 to 100 percent."""
    parts, at = [], 0.0
    for place, (share, each) in enumerate(zip(shares, found, strict=True)):
        label = f"{share:.0f}" if share >= READABLE else ""
        dark = place in DARK
        parts.append({"bar": bar, "band": each.words, "from": at, "to": at + share,
                      "middle": at + share / 2, "label": label, "dark": dark})  # fmt: skip
        at += share
    return parts
