"""What a statement draws, as SVG: every change at a glance, and each measure over the months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import vl_convert

from befriend.evidence.impact.words import Change, Statement

WIDTH, ROW = 420, 26
# Of a measure by month, and of its difference by itself: narrow, so that a phone need not shrink it by much.
NARROW, HEIGHT, LOW = 360, 180, 110
FAR = 100  # percent
FEW_MONTHS = 3
MILLION = 1_000_000
# The width of a letter of 12 pixels in a wide font, as DejaVu Sans, with some to spare.
LETTER = 8
PERCENT = "difference (assumed), % of what it is without the policy"
BASE, POLICY, INK = "#505a5f", "#1d70b8", "#0b0c0c"
LINES = {"as it is": (BASE, [1, 0]), "under the policy": (POLICY, [8, 3]), "no change": (INK, [2, 4])}
# The width in letters of the longest label beside an axis, as 150,000 or -1,500m.
LONGEST = 8


def svg(chart: Any) -> str:
    """Return a chart as SVG, made on this machine: nothing is fetched."""
    styled = chart.configure(font="Arial, sans-serif").configure_axis(
        labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12, titleFontWeight="normal"
    )
    styled = styled.configure_legend(
        labelFontSize=12,
        labelColor=INK,
        orient="top",
        columnPadding=48,
        symbolType="stroke",
        symbolSize=600,
        symbolStrokeWidth=2.5,
        symbolOpacity=1,
    ).configure_view(stroke=None)
    styled = styled.configure_title(
        anchor="start", fontSize=13, subtitleFontSize=12, color=INK, subtitleColor=INK, offset=8
    )
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
    marks = alt.Axis(tickCount=4, labelFlush=False, labelOverlap=True, labelSeparation=2 * LETTER)
    chart = alt.Chart(alt.Data(values=rows)).properties(width=WIDTH, height=max(1, len(rows)) * ROW)
    bands = [
        chart.mark_bar(height=height, color=POLICY, opacity=opacity).encode(
            y=names, x=alt.X(f"low{band}:Q", title=PERCENT, scale=reach, axis=marks), x2=f"high{band}:Q"
        )
        for band, height, opacity in ((95, 4, 0.35), (80, 8, 0.45), (50, 12, 0.6))
    ]
    middle = chart.mark_tick(color=INK, thickness=3, size=16).encode(y=names, x=alt.X("mean:Q", scale=reach))
    # What is cut points to where it goes on.
    cut = [
        chart.transform_filter(f"datum.mean * {side} > {FAR}")
        .mark_point(shape=shape, color=INK, filled=True, opacity=1, size=110)
        .encode(y=names, x=alt.datum(side * (FAR - 6), scale=reach))
        for side, shape in ((1, "triangle-right"), (-1, "triangle-left"))
    ]
    nothing = chart.mark_rule(color=INK).encode(x=alt.datum(0))
    room = {"left": 5, "right": 2 * LETTER, "top": 5, "bottom": 5}
    return svg(alt.layer(*bands, middle, *cut, nothing).properties(padding=room))


def in_percent(change: Change) -> dict[str, Any] | None:
    """Return the difference of a measure in percent of its mean in the base; None where that is nothing."""
    base = sum(change.measure["base"]) / len(change.measure["base"])
    if not base:
        return None
    difference = change.measure["difference"]
    ends = ("mean", *(f"{end}{band}" for band in (50, 80, 95) for end in ("low", "high")))
    return {"key": change.key.replace("_", " "), **{end: 100 * difference[end] / abs(base) for end in ends}}


def over_months(statement: Statement, measure: Mapping[str, Any]) -> str:
    """Return one measure by month: both countries from zero, and below that the difference by itself.

    Each line has a band of 95 of its runs. What differs in no run has no second part.
    """
    parts = [whole(statement, measure)]
    if any(any(month.values()) for month in measure["difference"]["by_month"]):
        parts.append(alone(statement, measure))
    room = {"left": 5, "right": 5 * LETTER, "top": 5, "bottom": 5}
    return svg(alt.vconcat(*parts, spacing=24).properties(padding=room))


def whole(statement: Statement, measure: Mapping[str, Any]) -> Any:
    """Return a measure as it is and under the policy, each with its band, and the no-change line."""
    months, bands = statement["by_month"], measure.get("bands")
    values = {
        "as it is": measure["base"],
        "under the policy": measure["policy"],
        "no change": [measure["no_change"]] * len(months),
    }
    shaded = (
        {name: bands[key] for name, key in zip(values, ("base", "policy"), strict=False)} if bands else {}
    )
    rows = [
        {"month": month, "line": name, "value": each, **ends(shaded.get(name), place)}
        for name, line in values.items()
        for place, (month, each) in enumerate(zip(months, line, strict=True))
    ]
    band = "Shaded: 95 of 100 runs of each" if bands else "No band of either was kept"
    chart = titled(alt.Chart(alt.Data(values=rows)), f"{unit(measure)}, from zero", band, HEIGHT)
    chart = chart.encode(
        x=when(), color=alt.Color("line:N", title=None, scale=scale(0)),
        strokeDash=alt.StrokeDash("line:N", title=None, scale=scale(1)),
    )  # fmt: skip
    inside = chart.transform_filter("isValid(datum.low95)")
    lines = chart.mark_line(strokeWidth=2.5, point=len(months) <= FEW_MONTHS).encode(y=amount("value"))
    # The edges have the dashes of their line: on grey paper two bands that overlap stay apart.
    edges = [inside.mark_line(strokeWidth=0.8).encode(y=amount(end)) for end in ("low95", "high95")]
    fill = inside.mark_area(opacity=0.15).encode(
        y=amount("low95"), y2="high95:Q", strokeDash=alt.value([1, 0])
    )
    return alt.layer(*([fill, *edges] if bands else []), lines)


def alone(statement: Statement, measure: Mapping[str, Any]) -> Any:
    """Return the difference by itself, with bands of 50, 80 and 95 of 100 runs around the line of none."""
    months, found = statement["by_month"], measure["difference"]["by_month"]
    rows = [{"month": month, **each} for month, each in zip(months, found, strict=True)]
    chart = titled(
        alt.Chart(alt.Data(values=rows)), "The difference alone, on its own scale",
        "Shaded: 50, 80 and 95 of 100 runs", LOW,
    ).encode(x=when())  # fmt: skip
    bands = [
        chart.mark_area(color=POLICY, opacity=opacity).encode(
            y=amount(f"low{band}", signed=True), y2=f"high{band}:Q"
        )
        for band, opacity in ((95, 0.2), (80, 0.3), (50, 0.4))
    ]
    edges = [
        chart.mark_line(color=POLICY, strokeWidth=0.8).encode(y=amount(end, signed=True))
        for end in ("low95", "high95")
    ]
    middle = chart.mark_line(color=INK, strokeWidth=2.5, point=len(months) <= FEW_MONTHS)
    none = alt.Chart(alt.Data(values=[{}])).mark_rule(color=INK, strokeDash=[2, 4]).encode(y=alt.datum(0))
    return alt.layer(*bands, *edges, none, middle.encode(y=amount("mean", signed=True)))


def ends(band: Mapping[str, Sequence[float]] | None, place: int) -> dict[str, float]:
    """Return the ends of a band in one month; none of a line that has none."""
    return {end: values[place] for end, values in band.items()} if band else {}


def titled(chart: Any, words: str, more: str, height: int) -> Any:
    """Return a chart of a size under a title: words beside an axis would be longer than it is high."""
    return chart.properties(width=NARROW, height=height, title=alt.TitleParams(words, subtitle=more))


def unit(measure: Mapping[str, Any]) -> str:
    """Return the unit of a measure as a title, and what stands for a million where there are some."""
    said = measure["unit"][:1].upper() + measure["unit"][1:]
    said = f"Number {measure['unit']}" if measure["unit"].startswith("a ") else said
    most = max(*measure["base"], *measure["policy"], measure["no_change"])
    return f"{said} (m: million)" if most >= MILLION else said


def when() -> alt.X:
    """Return the months as they stand below a drawing."""
    axis = alt.Axis(format="%b %Y", labelOverlap=True, labelSeparation=2 * LETTER, tickCount=5, grid=False)
    return alt.X("month:T", title=None, timeUnit="utcyearmonth", axis=axis)


def amount(name: str, *, signed: bool = False) -> alt.Y:
    """Return an axis that begins at zero, or holds it; a difference has its sign."""
    form = "+," if signed else ","
    told = f"format(datum.value, datum.value == 0 ? ',' : '{form}')"
    millions = f"format(datum.value / {MILLION}, '{form}') + 'm'"
    axis = alt.Axis(
        labelExpr=f"abs(datum.value) >= {MILLION} ? {millions} : {told}",
        minExtent=LONGEST * LETTER, labelOverlap=True, tickCount=4,
    )  # fmt: skip
    return alt.Y(f"{name}:Q", title=None, axis=axis, scale=alt.Scale(zero=True))


def scale(of: int) -> alt.Scale:
    """Return how lines are told apart: by colour (0) and by dashes (1), never by colour alone."""
    return alt.Scale(domain=list(LINES), range=[each[of] for each in LINES.values()])
