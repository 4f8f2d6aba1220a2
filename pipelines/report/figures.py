"""The report's pictures: one function each, from rows of its query and a width in pixels to charts.

What belongs here: what is drawn where. What does not: marks and SVG (drawing.py), sentences (captions.py), the order of
the page (pictures.py).

A width below WIDE is for telephones. Labels stand above what they name and not beside it, so that both widths show the
same rows. No function is called with no rows: then the page says so in words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import altair as alt

from pipelines.report import wording
from pipelines.report.drawing import SIZE, Sketch, axis, decade_ticks, decades, linear
from pipelines.report.palette import CONTRAST, FIRST, GRID, MUTED, SECOND, STEPS
from pipelines.report.periods import Periods, Rows, periods

NARROW, WIDE = 320, 720
MOST_ROWS = 12
MOST_MARKS = 240
"""Places of marks in a row, on both widths."""
MOST_LABELS = 40
"""Names on one sheet of the map: of the regions that most stories report, as far as there is room."""


@dataclass(frozen=True)
class Panel:
    """One chart of a picture, with its title where there are several; a sentence where a chart tells no more."""

    chart: dict[str, Any] | None
    title: str = ""
    sentence: str = ""


def coverage(rows: Rows, width: int) -> list[Panel]:
    """Upright bars by period: stories, and copies on top of them."""
    when = periods(rows)
    stories, articles = [0] * len(when.starts), [0] * len(when.starts)
    for row in rows:
        stories[when.place(row["starts_on"])] += row["n_stories"]
        articles[when.place(row["starts_on"])] += row["n_articles"]
    left, height = 34, 180
    inner = width - left - 4
    step = inner / len(articles)
    highest = max(articles)
    sketch = Sketch(
        inner,
        height,
        alt.Scale(domain=[0, len(articles)], range=[0, inner], nice=False),
        alt.Scale(domain=[0, highest], range=[height, 0], nice=False),
        y_axis=axis(tickCount=min(4, highest), format=",d", tickMinStep=1),
        margins=(10, 4, 28, left),
    )
    places = range(len(articles))
    thick = max(2.0, min(step * 0.78, 48))
    sketch.lines([{"x": p + 0.5, "y": 0, "y2": stories[p]} for p in places if stories[p]], FIRST, thick, upright=True)
    copies = [{"x": p + 0.5, "y": stories[p], "y2": articles[p]} for p in places if articles[p] > stories[p]]
    sketch.lines(copies, SECOND, thick, upright=True)
    _period_labels(sketch, when, width, y=0, dy=18)
    return [Panel(sketch.specification())]


def places(rows: Rows, width: int) -> list[Panel]:
    """A sheet of map for each theatre: bubbles at the centre of a region's people on a grid of degrees."""
    theatres = defaultdict(list)
    for row in rows:
        if row["longitude"] is not None and row["latitude"] is not None:
            theatres[row["theatre"]].append(row)
    most = max(row["n_stories"] for row in rows)
    panels = [Panel(_sheet(found, width, most), theatre) for theatre, found in theatres.items() if len(found) > 1]
    charted = {panel.title for panel in panels}
    alone = [
        f"{wording.place(row['region_name'], row['country_name'])} ({row['n_stories']})"
        for row in rows
        if row["theatre"] not in charted
    ]
    return [*panels, *([Panel(None, "Elsewhere", f"{wording.listed(alone)}.")] if alone else [])]


def _sheet(rows: Rows, width: int, most: int) -> dict[str, Any]:
    """One theatre's map, north up, degrees of longitude as wide as they are in its middle."""
    west, east = min(row["longitude"] for row in rows), max(row["longitude"] for row in rows)
    south, north = min(row["latitude"] for row in rows), max(row["latitude"] for row in rows)
    narrowed = max(0.3, math.cos(math.radians((south + north) / 2)))
    inner = width - 44
    height = 200 if len(rows) < 4 else 300
    # Room for labels: a fifth of the sheet on each side, and never less than two degrees in all.
    degree = min(inner / (max(east - west, 1.5) * 1.7 * narrowed), height / (max(north - south, 1.5) * 1.35))
    half_x, half_y = inner / degree / narrowed / 2, height / degree / 2
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    east_west, north_south = (
        next(step for step in (1, 2, 5, 10, 20, 40, 90) if 2 * half / step <= most_lines)
        for half, most_lines in ((half_x, 8 if width >= WIDE else 4), (half_y, 5))
    )
    sketch = Sketch(
        inner,
        height,
        alt.Scale(domain=[middle_x - half_x, middle_x + half_x], range=[0, inner], nice=False, zero=False),
        alt.Scale(domain=[middle_y - half_y, middle_y + half_y], range=[height, 0], nice=False, zero=False),
        axis(values=_degrees(middle_x, half_x, east_west), labelExpr=_LONGITUDE),
        axis(values=_degrees(middle_y, half_y, north_south), labelExpr=_LATITUDE),
        margins=(6, 4, 26, 40),
    )
    dots = [
        {"x": row["longitude"], "y": row["latitude"], "size": math.pi * _radius(row["n_stories"], most) ** 2}
        for row in rows
    ]
    sketch.dots(dots, FIRST)
    taken: list[Box] = []
    for row in rows:
        x, y = _on_sheet(row, middle_x, half_x, middle_y, half_y, inner, height)
        radius = _radius(row["n_stories"], most)
        taken.append((x - radius, y - radius, x + radius, y + radius))
    labels: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows[:MOST_LABELS]:
        x, y = _on_sheet(row, middle_x, half_x, middle_y, half_y, inner, height)
        full, short = wording.place(row["region_name"], row["country_name"]), row["region_name"]
        for words in (full, wording.shortened(short, width / 3)):
            put = _free_place(x, y, _radius(row["n_stories"], most), 0.56 * SIZE * len(words), taken, inner, height)
            if put is not None:
                align, dx, dy, box = put
                taken.append(box)
                right, up = dx / inner * 2 * half_x, -dy / height * 2 * half_y
                labels[align].append({"x": row["longitude"] + right, "y": row["latitude"] + up, "text": words})
                break
    for align, found in labels.items():
        sketch.texts(found, align=align)
    return sketch.specification()


_LONGITUDE = "datum.value == 0 ? '0°' : abs(datum.value) + '°' + (datum.value > 0 ? 'E' : 'W')"
_LATITUDE = "datum.value == 0 ? '0°' : abs(datum.value) + '°' + (datum.value > 0 ? 'N' : 'S')"


def _degrees(middle: float, half: float, spacing: int) -> list[int]:
    """Multiples of `spacing` within half of the middle, away from the edges, where a label would be cut."""
    most = half * 0.95
    first, last = math.ceil((middle - most) / spacing), math.floor((middle + most) / spacing)
    return [step * spacing for step in range(first, last + 1)]


def _radius(n: int, most: int) -> float:
    """Radius of a bubble whose area tells the number: 5 pixels for one story where there are few, 18 for the most."""
    return max(3.5, min(18.0, 5 * math.sqrt(n)) if most <= 12 else 18 * math.sqrt(n / most))


def _on_sheet(
    row: dict[str, Any], middle_x: float, half_x: float, middle_y: float, half_y: float, width: float, height: float
) -> tuple[float, float]:
    """Pixels of a region on its sheet, from the upper left."""
    return (
        (row["longitude"] - middle_x + half_x) / (2 * half_x) * width,
        (middle_y + half_y - row["latitude"]) / (2 * half_y) * height,
    )


Box = tuple[float, float, float, float]


def _free_place(
    x: float, y: float, radius: float, length: float, taken: list[Box], width: float, height: float
) -> tuple[str, int, int, Box] | None:
    """Where a label of some length fits beside its bubble: alignment, offsets and box; None where nothing is free."""
    gap, tall = radius + 4, SIZE / 2 + 1
    for align, dx, dy, start in (
        ("left", gap, 0, x + gap),
        ("right", -gap, 0, x - gap - length),
        ("center", 0, -gap - tall, x - length / 2),
        ("center", 0, gap + tall, x - length / 2),
        ("left", gap * 0.7, -gap * 0.9, x + gap * 0.7),
        ("left", gap * 0.7, gap * 0.9, x + gap * 0.7),
        ("right", -gap * 0.7, -gap * 0.9, x - gap * 0.7 - length),
        ("right", -gap * 0.7, gap * 0.9, x - gap * 0.7 - length),
    ):
        box = (start, y + dy - tall, start + length, y + dy + tall)
        inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
        if inside and not any(_overlap(box, other) for other in taken):
            return align, round(dx), round(dy), box
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def calendar(rows: Rows, width: int) -> list[Panel]:
    """A row of cells for each region, a cell for each period; the more stories, the stronger."""
    when = periods(rows)
    names: dict[str, str] = {}
    regions: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        names[row["region_id"]] = wording.place(row["region_name"], row["country_name"])
        regions[row["region_id"]][when.place(row["starts_on"])] = row["n_stories"]
    beside = 210 if width >= WIDE else 0
    pitch, tall, lower = (26, 18, 4) if beside else (40, 16, 20)
    inner, height = width - beside - 8, pitch * len(regions)
    sketch = Sketch(
        inner,
        height,
        alt.Scale(domain=[0, len(when.starts)], range=[0, inner], nice=False),
        margins=(4, 4, 26, 4 + beside),
    )
    tracks, labels, cells = [], [], defaultdict(list)
    for line, (region, counts) in enumerate(regions.items()):
        top = line * pitch + lower
        middle = top + tall / 2
        tracks.append({"x": 0, "x2": len(when.starts), "y": middle})
        labels.append({"y": middle if beside else top - 10, "text": wording.shortened(names[region], beside or inner)})
        for place, n in counts.items():
            cells[step_of(n)].append({"x": place + 0.06, "x2": place + 0.94, "y": top, "y2": top + tall})
    sketch.lines(tracks, GRID, 1)
    for step, found in sorted(cells.items()):
        sketch.cells(found, STEPS[step])
    sketch.texts(labels, at=-beside if beside else 0)
    _period_labels(sketch, when, inner, y=height, dy=16)
    return [Panel(sketch.specification())]


def step_of(n: int) -> int:
    """Step of a number of stories: 1, 2 to 3, 4 to 7, 8 and more, as the legend tells them."""
    return sum(n >= least for least in (2, 4, 8))


def claims(rows: Rows, width: int) -> list[Panel]:
    """For killed and for wounded: a side's lowest to highest single figure, and each figure as a mark."""
    panels = []
    for measure in ("killed", "wounded"):
        sides: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if row["measure"] == measure:
                sides[row["side"]].append(row)
        ranked = sorted(sides.items(), key=lambda side: (-sum(row["n_stories"] for row in side[1]), side[0]))[
            :MOST_ROWS
        ]
        if ranked:
            panels.append(Panel(_claims_of(ranked, width), f"{measure.capitalize()}, by who claims it"))
    return panels


def _claims_of(sides: list[tuple[str, list[dict[str, Any]]]], width: int) -> dict[str, Any]:
    # On a telephone what is said of a side's figures stands on a line of its own.
    pitch, lower = (46, 25) if width >= WIDE else (62, 42)
    inner, height = width - 28, pitch * len(sides)
    highest = max(
        (bound for _, rows in sides for row in rows for bound in (row["low"], row["high"]) if bound), default=1
    )
    ticks = decade_ticks(highest)
    if width < WIDE and len(ticks) > 5:
        ticks = [ticks[0], *ticks[1::2]]
    sketch = Sketch(
        inner,
        height,
        decades(highest, inner),
        x_axis=axis(values=ticks, format=",d"),
        margins=(4, 18, 28, 10),
    )
    names, asides, ranges = [], [], []
    shapes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line, (side, rows) in enumerate(sides):
        label, bar = line * pitch + 10, line * pitch + lower
        bounds = [bound for row in rows for bound in (row["low"], row["high"]) if bound is not None]
        without = sum(row["n_stories"] for row in rows if row["low"] is None and row["high"] is None)
        aside = _extent(rows) if bounds else ""
        if without:
            aside += f"{'; ' if aside else ''}{number_missing(without)}"
        asides.append({"y": label if width >= WIDE else label + 16, "x": highest, "text": aside})
        names.append({"y": label, "text": wording.shortened(side, inner - (250 if width >= WIDE else 0))})
        if bounds:
            ranges.append({"x": min(bounds), "x2": max(bounds), "y": bar})
        for row in rows:
            low, high = row["low"], row["high"]
            if low is not None and high is not None:
                shapes["circle"].extend({"x": bound, "y": bar} for bound in sorted({low, high}))
            elif low is not None:
                shapes["triangle-right"].append({"x": low, "y": bar})
            elif high is not None:
                shapes["triangle-left"].append({"x": high, "y": bar})
    sketch.lines([row for row in ranges if row["x"] < row["x2"]], SECOND, 6)
    for shape, found in sorted(shapes.items()):
        # Marks that nobody could tell apart are one: a side of a large release has thousands of figures.
        apart = {(row["y"], round(MOST_MARKS * math.log1p(row["x"]) / math.log1p(highest))): row for row in found}
        sketch.dots(list(apart.values()), FIRST, shape=shape, size=70 if shape == "circle" else 90)
    sketch.texts(names, at=0)
    if width >= WIDE:
        sketch.texts(asides, tone=MUTED, align="right")
    else:
        sketch.texts(asides, tone=MUTED, at=0)
    return sketch.specification()


def _extent(rows: Rows) -> str:
    """A side's figures in words: the lowest to the highest, upwards where the highest has no upper bound."""
    lows = [bound for row in rows for bound in (row["low"], row["high"]) if bound is not None]
    open_ended = any(row["high"] is None and row["low"] == max(lows) for row in rows)
    least_known = any(row["low"] == min(lows) for row in rows)
    if min(lows) == max(lows):
        return wording.figure(min(lows) if least_known else None, None if open_ended else max(lows))
    return f"{wording.number(min(lows))}–{wording.number(max(lows))}{' or more' if open_ended else ''}"


def number_missing(n: int) -> str:
    """`2 with no number`."""
    return f"{wording.number(n)} with no number"


def disputes(rows: Rows, width: int) -> list[Panel]:
    """For each day and region: a bar from the lowest to the highest figure, and who stands at its ends."""
    pitch, lower, side = (72, 28, 46) if width >= WIDE else (112, 46, 46)
    inner, height = width - 2 * side, pitch * len(rows)
    highest = max(row["figure_highest"] for row in rows)
    sketch = Sketch(inner, height, linear(highest, inner), margins=(4, side, 4, side))
    words, claimants, bars, ends, lowest_values, highest_values = [], [], [], [], [], []
    for line, row in enumerate(rows):
        top = line * pitch
        bar = top + lower
        place = wording.place(row["region_name"], row["country_name"])
        what = f"{wording.victims(row['measure'], row['victim_group'])}, {wording.day(row['event_date'])}"
        low, high = row["figure_lowest"], row["figure_highest"]
        says_low = f"{wording.number(low)}: {row['lowest_claimants']}"
        says_high = f"{wording.number(high)}: {row['highest_claimants']}"
        if width >= WIDE:
            words.append({"y": top + 9, "text": wording.shortened(f"{place}: {what}", width - 8)})
            half = width / 2 - 20
            says = f"{wording.shortened(says_low, half)}  ·  {wording.shortened(says_high, half)}"
            claimants.append({"y": bar + 19, "text": says})
        else:
            words.append({"y": top + 9, "text": wording.shortened(place, width - 8)})
            words.append({"y": top + 25, "text": wording.shortened(what, width - 8)})
            claimants.append({"y": bar + 19, "text": wording.shortened(says_low, width - 8)})
            claimants.append({"y": bar + 35, "text": wording.shortened(says_high, width - 8)})
        bars.append({"x": low, "x2": high, "y": bar})
        ends.append({"x": low, "y": bar, "size": 80 * min(row["n_stories_lowest"], 6)})
        ends.append({"x": high, "y": bar, "size": 80 * min(row["n_stories_highest"], 6)})
        lowest_values.append({"x": low, "y": bar, "text": wording.number(low)})
        highest_values.append({"x": high, "y": bar, "text": wording.number(high)})
    sketch.lines(bars, SECOND, 6)
    sketch.dots(ends, FIRST)
    sketch.texts(lowest_values, align="right", dx=-13, bold=True)
    sketch.texts(highest_values, dx=13, bold=True)
    sketch.texts(words, at=4 - side)
    sketch.texts(claimants, tone=MUTED, at=4 - side)
    return [Panel(sketch.specification())]


def weapons(rows: Rows, width: int) -> list[Panel]:
    """Two bars for each weapon and month: launched above, intercepted below."""
    pitch, room = 62, 124
    inner, height = width - room - 8, pitch * len(rows)
    highest = max(
        bound
        for row in rows
        for bound in (row["launched_low"], row["launched_high"], row["intercepted_low"], row["intercepted_high"])
        if bound is not None
    )
    sketch = Sketch(inner, height, linear(highest, inner), margins=(4, room + 4, 4, 4))
    for kind, tone, lower in (("launched", FIRST, 25), ("intercepted", CONTRAST, 41)):
        reach, sure, stated, silent = [], [], [], []
        for line, row in enumerate(rows):
            low, high = row[f"{kind}_low"], row[f"{kind}_high"]
            y, most = line * pitch + lower, high if high is not None else low
            if most is None:
                silent.append({"y": y, "text": f"no number {kind}"})
                continue
            reach.append({"x": 0, "x2": most, "y": y})
            sure.append({"x": 0, "x2": low or 0, "y": y})
            stated.append({"x": most, "y": y, "text": f"{wording.figure(low, high)} {kind}"})
        sketch.lines(reach, tone, 2)
        sketch.lines([row for row in sure if row["x2"]], tone, 10)
        sketch.texts(stated, dx=6)
        sketch.texts(silent, tone=MUTED, at=0)
    titles = [f"{row['weapon_name']}, {wording.month(row['month_start'])}" for row in rows]
    sketch.texts(
        [{"y": line * pitch + 9, "text": wording.shortened(title, width - 8)} for line, title in enumerate(titles)],
        at=0,
    )
    return [Panel(sketch.specification())]


MOST_SIDES = 7


def quoted_sides(rows: Rows) -> list[str]:
    """The sides that most statements come from, last those of no stated side; what is left is `Others`."""
    totals: dict[str, int] = defaultdict(int)
    for row in rows:
        totals[row["side"]] += row["n_statements"]
    unstated = totals.pop("Not stated", 0)
    ranked = sorted(totals, key=lambda side: (-totals[side], side))
    kept = ranked if len(ranked) <= MOST_SIDES - 1 else [*ranked[: MOST_SIDES - 2], "Others"]
    return [*kept, *(["Not stated"] if unstated else [])]


def quoted(rows: Rows, width: int) -> list[Panel]:
    """Outlets down, sides across, a dot whose area is the number of statements, and the number beside it."""
    sides = quoted_sides(rows)
    names = {row["outlet_id"]: row["outlet_name"] for row in rows}
    outlets: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        outlets[row["outlet_id"]][row["side"] if row["side"] in sides else "Others"] += row["n_statements"]
    beside = 190 if width >= WIDE else 0
    pitch, head, lower = (34, 74, 17) if beside else (52, 88, 33)
    inner, height = width - beside - 26, head + pitch * len(outlets)
    sketch = Sketch(
        inner,
        height,
        alt.Scale(domain=[0, len(sides)], range=[0, inner], nice=False),
        margins=(4, 22, 4, 4 + beside),
    )
    most = max(n for counts in outlets.values() for n in counts.values())
    # Names of sides stand on lines one below the other, each with a line down its column: level text needs no tilt.
    lines = 3 if beside else 5
    heads: list[dict[str, Any]] = [
        {"x": place + 0.5, "y": head - 14 - (lines - 1 - place % lines) * 15, "text": wording.shortened(side, 130)}
        for place, side in enumerate(sides)
    ]
    sketch.lines([{"x": row["x"], "y": row["y"] + 9, "y2": height} for row in heads], GRID, 1, upright=True)
    sketch.texts(heads, tone=MUTED, align="center")
    labels, tracks, dots, numbers = [], [], [], []
    for line, (outlet, counts) in enumerate(outlets.items()):
        y = head + line * pitch + lower
        labels.append({"y": y if beside else y - 24, "text": wording.shortened(names[outlet], beside or width - 10)})
        tracks.append({"x": 0, "x2": len(sides), "y": y})
        for side, n in counts.items():
            x = sides.index(side) + 0.5
            radius = max(3.0, 11 * math.sqrt(n / most))
            dots.append({"x": x, "y": y, "size": math.pi * radius**2})
            numbers.append({"x": x + (radius + 3) / inner * len(sides), "y": y, "text": wording.number(n)})
    sketch.lines(tracks, GRID, 1)
    sketch.dots(dots, FIRST)
    sketch.texts(numbers, dy=-8)
    sketch.texts(labels, at=-beside if beside else 0)
    return [Panel(sketch.specification())]


def framing(rows: Rows, width: int) -> list[Panel]:
    """For each outlet a bar: uses in its own voice, then uses in the words of others."""
    return [_bars(rows, width, name="outlet_name", first="n_own", second="n_of_others", aside=_own_terms)]


def _own_terms(row: dict[str, Any]) -> str:
    return f"own voice: {row['own_terms']}" if row["own_terms"] else "none in its own voice"


def reprints(rows: Rows, width: int) -> list[Panel]:
    """For each story a bar: texts of its own, then reprints."""
    shown = [row | {"n_own": row["n_articles"] - row["n_reprints"]} for row in rows]

    def spread(row: dict[str, Any]) -> str:
        credit = f"{row['agency']}; " if row["agency"] else ""
        hours = row["hours_first_to_last"]
        within = f" within {wording.count(math.ceil(hours), 'hour')}" if hours else ""
        return f"{credit}{wording.count(row['n_outlets'], 'outlet')}{within}"

    return [_bars(shown, width, name="headline", first="n_own", second="n_reprints", aside=spread)]


def documents(rows: Rows, width: int) -> list[Panel]:
    """A bar for each outcome."""
    return [_bars([row | {"rest": 0} for row in rows], width, name="outcome", first="n_documents", second="rest")]


def quarantine(rows: Rows, width: int) -> list[Panel]:
    """A bar for each reason: whole documents, then single rows."""
    return [_bars(rows, width, name="reason", first="n_documents", second="n_rows")]


def validation(rows: Rows, width: int) -> list[Panel]:
    """A bar for each severity: expectations met, then those that were not."""
    return [_bars(rows, width, name="severity", first="n_met", second="n_not_met", second_tone=CONTRAST)]


def _bars(
    rows: Rows, width: int, *, name: str, first: str, second: str, second_tone: Any = SECOND, aside: Any = None
) -> Panel:
    """Bars of two parts below their names, the number of both at the end; `aside(row)` is a line below."""
    pitch, room = 62 if aside else 44, 72
    inner, height = width - room - 8, pitch * len(rows)
    highest = max(row[first] + row[second] for row in rows)
    sketch = Sketch(inner, height, linear(highest, inner), margins=(4, room + 4, 4, 4))
    names, firsts, seconds, numbers, asides = [], [], [], [], []
    for line, row in enumerate(rows):
        top = line * pitch
        names.append({"y": top + 9, "text": wording.shortened(row[name], width - 8)})
        total = row[first] + row[second]
        firsts.append({"x": 0, "x2": row[first], "y": top + 26})
        seconds.append({"x": row[first], "x2": total, "y": top + 26})
        parts = f"{wording.number(row[first])} + {wording.number(row[second])}"
        numbers.append({"x": total, "y": top + 26, "text": parts if row[second] else wording.number(total)})
        if aside:
            asides.append({"y": top + 43, "text": wording.shortened(aside(row), width - 8)})
    sketch.lines([row for row in firsts if row["x2"]], FIRST, 12)
    sketch.lines([row for row in seconds if row["x"] < row["x2"]], second_tone, 12)
    sketch.texts(numbers, dx=6)
    sketch.texts(names, at=0)
    sketch.texts(asides, tone=MUTED, at=0)
    return Panel(sketch.specification())


def revisions(rows: Rows, width: int) -> list[Panel]:
    """For each changed figure a line from the older (hollow) to the newer one (full)."""
    pitch, side = 66, 92
    inner, height = width - 2 * side, pitch * len(rows)
    bounds = [_leading(row, part) for row in rows for part in ("old", "new")]
    sketch = Sketch(inner, height, linear(max(bounds), inner), margins=(4, side, 4, side))
    titles, sources, lines, olds, news = [], [], [], [], []
    for line, row in enumerate(rows):
        top = line * pitch
        y = top + 28
        old, new = _leading(row, "old"), _leading(row, "new")
        what = wording.victims(row["measure"], row["victim_group"])
        place = f", {row['region_name']}" if row["region_name"] else ""
        titles.append({"y": top + 9, "text": wording.shortened(f"{what.capitalize()}{place}", width - 8)})
        source = f"{row['outlet_name']}, {wording.day(row['changed_at'].date())}"
        sources.append({"y": top + 47, "text": wording.shortened(source, width - 8)})
        lines.append({"x": min(old, new), "x2": max(old, new), "y": y})
        olds.append({"x": old, "y": y, "text": wording.figure(row["old_low"], row["old_high"]), "rises": new >= old})
        news.append({"x": new, "y": y, "text": wording.figure(row["new_low"], row["new_high"]), "rises": new >= old})
    sketch.lines(lines, SECOND, 3)
    sketch.dots(olds, CONTRAST, hollow=True)
    sketch.dots(news, CONTRAST)
    for rows_of, bold, outward in ((olds, False, True), (news, True, False)):
        for rises in (True, False):
            to_left = rises == outward
            found = [row for row in rows_of if row["rises"] == rises]
            sketch.texts(found, align="right" if to_left else "left", dx=-11 if to_left else 11, bold=bold)
    sketch.texts(titles, at=4 - side)
    sketch.texts(sources, tone=MUTED, at=4 - side)
    return [Panel(sketch.specification())]


def _leading(row: dict[str, Any], part: str) -> int:
    """The bound that stands for a figure: its lower one, else its upper one, else 0."""
    low, high = row[f"{part}_low"], row[f"{part}_high"]
    return low if low is not None else high or 0


def extraction(rows: Rows, width: int) -> list[Panel]:
    """For each field a line from the baseline's F1 (hollow) to ours (full)."""
    beside = 190 if width >= WIDE else 0
    pitch, lower = (28, 14) if beside else (42, 28)
    inner, height = width - beside - 56, pitch * len(rows)
    sketch = Sketch(
        inner,
        height,
        linear(1, inner),
        x_axis=axis(values=[0, 0.25, 0.5, 0.75, 1] if beside else [0, 0.5, 1], format=".2~f"),
        margins=(4, 46, 28, 10 + beside),
    )
    labels, lines, ours, baselines = [], [], [], []
    for line, row in enumerate(rows):
        y = line * pitch + lower
        labels.append({"y": y if beside else y - 15, "text": wording.shortened(row["field"], beside or inner)})
        ours.append({"x": row["f1"], "y": y, "text": wording.score(row["f1"])})
        if row["baseline_f1"] is not None:
            baselines.append({"x": row["baseline_f1"], "y": y})
            ends = sorted((row["baseline_f1"], row["f1"]))
            lines.append({"x": ends[0], "x2": ends[1], "y": y})
    sketch.lines(lines, SECOND, 3)
    sketch.dots(baselines, CONTRAST, hollow=True)
    sketch.dots(ours, FIRST)
    sketch.texts([row | {"x": 1} for row in ours], dx=12)
    sketch.texts(labels, at=-beside if beside else 0)
    return [Panel(sketch.specification())]


def _period_labels(sketch: Sketch, when: Periods, width: int, *, y: int, dy: int) -> None:
    """Names of a few periods below them, the first and the last always."""
    last = len(when.starts) - 1
    wanted = min(last + 1, 5 if width >= 480 else 3)
    chosen = sorted({round(place * last / max(1, wanted - 1)) for place in range(wanted)})
    for place in chosen:
        align = "center" if last == 0 else "left" if place == 0 else "right" if place == last else "center"
        at = {"center": place + 0.5, "left": place, "right": place + 1}[align]
        sketch.texts([{"x": at, "y": y, "text": when.label(place)}], tone=MUTED, align=align, dy=dy)
