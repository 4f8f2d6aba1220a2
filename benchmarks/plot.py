"""The whole way by stage and size as a picture: `python -m benchmarks.plot` writes docs/images/whole-way.svg

Draws what measured.json holds of `whole_way --save`. The same numbers give the same bytes: sizes and margins are given,
not fitted to the fonts that are there; a test compares them.

What belongs here: this picture. What does not: measuring.
"""

from __future__ import annotations

import json
import math
from typing import Any

import altair as alt
import vl_convert

from benchmarks.measured import measured
from pipelines.settings import PROJECT_DIR

PICTURE = PROJECT_DIR / "docs" / "images" / "whole-way.svg"
STAGES = {"extract": "#0072b2", "model": "#d55e00", "read": "#009e73", "validate": "#a8487f", "publish": "#8a6d00"}
"""The stages that take the time, in colours that can be told apart without seeing red (after Okabe and Ito)."""
WIDTH, HEIGHT = 460, 330
LABEL = 17
"""Least pixels between two labels."""


def rows() -> list[dict[str, Any]]:
    """stage, records, seconds (of a processor), in order of size."""
    sizes = sorted(measured()["whole_way"].items(), key=lambda size: int(size[0]))
    return [
        {"stage": stage, "records": int(size), "seconds": round(run["stages"][stage]["processor"], 2)}
        for stage in STAGES
        for size, run in sizes
    ]


def labels(points: list[dict[str, Any]], lowest: float, highest: float) -> list[dict[str, Any]]:
    """The last point of each stage, its label moved up where it would stand on the one below."""
    last: dict[str, dict[str, Any]] = {point["stage"]: point for point in points}
    placed, room, decades = [], -math.inf, math.log10(highest / lowest)
    for point in sorted(last.values(), key=lambda point: point["seconds"]):
        room = max(HEIGHT * math.log10(point["seconds"] / lowest) / decades, room + LABEL)
        placed.append(
            {
                **point,
                "y": lowest * 10 ** (room / HEIGHT * decades),
                "text": f"{point['stage']} {point['seconds']:.0f} s",
            }
        )
    return placed


def picture() -> str:
    """The picture as SVG."""
    points = rows()
    sizes = sorted({point["records"] for point in points})
    seconds = [point["seconds"] for point in points]
    lowest, highest = min(seconds) / 1.5, max(seconds) * 1.5
    x = alt.X(
        "records:Q",
        scale=alt.Scale(type="log", domain=[sizes[0], sizes[-1]], nice=False),
        axis=alt.Axis(title="records", values=sizes, format=",", grid=False, labelFlush=False),
    )
    scale = alt.Scale(type="log", domain=[lowest, highest], nice=False)
    ticks = [10**power for power in range(math.ceil(math.log10(lowest)), math.floor(math.log10(highest)) + 1)]
    y = alt.Y("seconds:Q", scale=scale, axis=alt.Axis(title="processor seconds", values=ticks, format=",", grid=True))
    colour = alt.Color("stage:N", scale=alt.Scale(domain=list(STAGES), range=list(STAGES.values())), legend=None)
    drawn = alt.Chart(alt.Data(values=points)).encode(x=x, y=y, color=colour)
    named = alt.Chart(alt.Data(values=labels(points, lowest, highest))).mark_text(align="left", dx=9, baseline="middle")
    # What grows as the records do is as steep as this.
    start = 1.6
    linear = [{"records": n, "seconds": start * n / sizes[0]} for n in (sizes[0], sizes[-1])]
    chart = alt.layer(
        alt.Chart(alt.Data(values=linear)).mark_line(color="#999", strokeDash=[4, 4]).encode(x=x, y=y),
        drawn.mark_line(strokeWidth=2),
        drawn.mark_point(filled=True, size=55, opacity=1),
        named.encode(x=x, y=alt.Y("y:Q", scale=scale), color=colour, text="text:N"),
    ).properties(
        width=WIDTH,
        height=HEIGHT,
        autosize="none",
        background="#fff",
        padding={"top": 12, "right": 125, "bottom": 48, "left": 62},
    )
    configured = chart.configure(font="sans-serif").configure_view(stroke=None)
    specification = configured.configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal")
    return vl_convert.vegalite_to_svg(
        json.dumps(specification.configure_text(fontSize=13).to_dict(), sort_keys=True), allowed_base_urls=[]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture())
    print(PICTURE.relative_to(PROJECT_DIR))
