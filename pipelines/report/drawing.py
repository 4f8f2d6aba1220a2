"""Drawing with Altair: the few kinds of marks that the report's pictures are made of, and the way to SVG.

What belongs here: marks, scales and the finished SVG text. What does not: what a picture shows (figures.py).

Pictures must be the same bytes on every machine: sizes and margins are given, not fitted, for fitting measures text in
whatever fonts are there; days are numbered periods, for Vega's days depend on the clock's zone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode
from lxml import etree

from pipelines.report.palette import GRID, INK, MUTED, PAPER, Tone
from pipelines.report.periods import Rows

SIZE = 13
"""Size of all text in pixels: pictures are shown at their own size or larger."""
SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Sketch:
    """A picture that grows by marks. `x` and `y` are scales in Vega's terms; `y` is in pixels unless one is given."""

    width: int
    height: int
    x: alt.Scale
    y: alt.Scale | None = None
    x_axis: alt.Axis | None = None
    y_axis: alt.Axis | None = None
    margins: tuple[int, int, int, int] = (4, 4, 4, 4)
    """Top, right, bottom, left."""
    layers: list[alt.Chart] = field(default_factory=list)
    values: list[Rows] = field(default_factory=list)
    """Rows of each layer, beside the layers: Altair copies a layer's data each time it is put into something."""

    def lines(self, rows: Rows, tone: Tone, thickness: float, *, upright: bool = False) -> None:
        """Straight marks from x to x2 at y, or upright from y to y2 at x: bars where they are thick."""
        ends: dict[str, Any] = {"y2": alt.Y2("y2")} if upright else {"x2": alt.X2("x2")}
        self._add(rows, lambda chart: chart.mark_rule(color=tone.light, strokeWidth=thickness), **ends)

    def dots(self, rows: Rows, tone: Tone, *, size: int = 70, shape: str = "circle", hollow: bool = False) -> None:
        """Dots at x, y; `size` is their area in square pixels, or the rows' own `size` where they have one."""
        own = {"size": alt.Size("size:Q", scale=None, legend=None)} if rows and "size" in rows[0] else {}
        look = (
            {"fill": PAPER.light, "stroke": tone.light, "strokeWidth": 2}
            if hollow
            else {"fill": tone.light, "stroke": PAPER.light, "strokeWidth": 1}
        )
        self._add(
            rows,
            lambda chart: chart.mark_point(**look, shape=shape, opacity=1, **({} if own else {"size": size})),
            **own,
        )

    def cells(self, rows: Rows, tone: Tone) -> None:
        """Rectangles from x, y to x2, y2."""
        self._add(rows, lambda chart: chart.mark_rect(color=tone.light), x2=alt.X2("x2"), y2=alt.Y2("y2"))

    def texts(
        self, rows: Rows, *, tone: Tone = INK, align: str = "left", dx: int = 0, dy: int = 0, bold: bool = False,
        at: float | None = None,
    ) -> None:  # fmt: skip
        """The rows' `text` at x, y, or `at` so many pixels from the left."""
        self._add(
            rows,
            lambda chart: chart.mark_text(
                align=align, baseline="middle", color=tone.light, dx=dx, dy=dy, fontWeight=600 if bold else 400
            ),
            text=alt.Text("text:N"),
            **({} if at is None else {"x": alt.XValue(at)}),
        )

    def _add(self, rows: Rows, mark: Any, **encoding: Any) -> None:
        if not rows:
            return
        pixels = alt.Scale(domain=[0, self.height], range=[0, self.height])
        encoding.setdefault("x", alt.X("x:Q", scale=self.x, axis=self.x_axis, title=None))
        encoding.setdefault("y", alt.Y("y:Q", scale=self.y or pixels, axis=self.y_axis, title=None))
        self.layers.append(mark(alt.Chart()).encode(**encoding))
        self.values.append(rows)

    def specification(self) -> dict[str, Any]:
        """The picture as Vega-Lite knows it."""
        top, right, bottom, left = self.margins
        chart = (
            alt.layer(*self.layers)
            .properties(
                width=self.width,
                height=self.height,
                autosize="none",
                background="transparent",
                padding={"top": top, "right": right, "bottom": bottom, "left": left},
            )
            .configure(font="sans-serif", aria=False)
            .configure_view(stroke=None)
            .configure_text(fontSize=SIZE)
        )
        specification = chart.to_dict(validate=False)
        for layer, rows in zip(specification["layer"], self.values, strict=True):
            layer["data"] = {"values": rows}
        return specification


@contextmanager
def unchecked() -> Iterator[None]:
    """Draw without Altair's check of each part against its schema, which is nine tenths of the time.

    The kinds of marks are those of this module, and a test draws all of them with the check.
    """
    with debug_mode(False):
        yield


def axis(**changes: Any) -> alt.Axis:
    """An axis without junk: labels and a faint grid."""
    return alt.Axis(
        **{
            "domain": False, "ticks": False, "title": None, "gridColor": GRID.light, "labelColor": MUTED.light,
            "labelFontSize": SIZE, "labelPadding": 6, "labelBound": False, "labelFlush": False, "labelOverlap": False,
        }
        | changes
    )  # fmt: skip


def linear(highest: float, pixels: float) -> alt.Scale:
    """From 0 to the highest value."""
    return alt.Scale(type="linear", domain=[0, highest or 1], range=[0, pixels], nice=False)


def decades(highest: float, pixels: float) -> alt.Scale:
    """From 0 to the highest value, ten times as much in equal steps: tolls of one and of thousands in one picture."""
    return alt.Scale(type="symlog", constant=1, domain=[0, max(highest, 1)], range=[0, pixels], nice=False)


def decade_ticks(highest: float) -> list[int]:
    """0, 1, 10, 100 ... as far as there are values."""
    return [0, *(10**power for power in range(len(str(int(max(highest, 1))))))]


def svg(specification: dict[str, Any], label: str, css_class: str) -> str:
    """The picture as inline SVG: named for those who hear it, without styles, addresses or digits nobody sees."""
    drawn = vl_convert.vegalite_to_svg(json.dumps(specification, sort_keys=True), allowed_base_urls=[])
    root = etree.fromstring(drawn.encode())
    view = root.get("viewBox")
    for element in list(root.iter()):
        element.tag = str(element.tag).removeprefix(SVG)
        for name in list(element.attrib):
            value = str(element.attrib[name])
            if name in _UNSEEN or name.startswith("aria-"):
                del element.attrib[name]
            else:
                element.attrib[name] = _LONG.sub(lambda found: f"{float(found[0]):.1f}".replace(".0", ""), value)
    for element in list(root.iter("path")):
        if not _is_seen(element):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    root.attrib.update({"class": css_class, "role": "img", "aria-label": label, "viewBox": view})
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _is_seen(element: etree._Element) -> bool:
    """Vega draws empty backgrounds and foregrounds of groups."""
    return (
        element.get("d") not in ("", None) and element.get("display") != "none" and "h0v0" not in element.get("d", "")
    )


_LONG = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_UNSEEN = {"class", "role", "width", "height", "version", "pointer-events", "style", "stroke-miterlimit", "opacity"}
