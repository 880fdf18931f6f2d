"""The plot of RESULTS.md: a bar for each row that has a rival, as an SVG that needs nothing else.

Bars are on a scale of ratios (log 2), so that twice as fast and half as fast are as long; the thin line is the smallest and the greatest of the rounds.
"""

import html
import math

NAME = "results.svg"
ROW, TOP, LEFT, WIDTH, RIGHT = 22, 44, 560, 420, 70
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1c1c1e; }
.axis { stroke: #8a8a8e; stroke-width: 1; } .grid { stroke: #e3e3e6; stroke-width: 1; } .spread { stroke: #1c1c1e; stroke-width: 1.5; }
.faster { fill: #2f7d5b; } .slower { fill: #b4552d; } .small { font-size: 11px; fill: #5c5c60; }
@media (prefers-color-scheme: dark) {
  text { fill: #f2f2f4; } .grid { stroke: #3a3a3d; } .spread { stroke: #f2f2f4; } .small { fill: #a5a5aa; } .faster { fill: #53b389; } .slower { fill: #d98259; }
}
"""


def svg(results):
    """The plot of the rows with a rival in some parts."""
    rows = [record for result in results for record in result["records"] if "times_as_fast" in record]
    values = [value for row in rows for value in [row["times_as_fast"], *row.get("spread", [])]] + [0.5, 2]
    low, high = math.floor(math.log2(max(min(values), 1 / 64))), math.ceil(math.log2(min(max(values), 64)))

    def x(ratio):
        return LEFT + WIDTH * (min(max(math.log2(max(ratio, 1e-9)), low), high) - low) / (high - low)

    height = TOP + ROW * len(rows) + 12
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" role="img">',
             "<title>How many times as fast as its rivals Stet is</title>", f"<style>{STYLE}</style>",
             f'<text x="{LEFT}" y="16">times as fast as the rival</text>']
    for power in range(low, high + 1):
        kind = "axis" if power == 0 else "grid"
        parts.append(f'<line class="{kind}" x1="{x(2.0 ** power):.1f}" x2="{x(2.0 ** power):.1f}" y1="{TOP - 8}" y2="{height - 8}"/>')
        parts.append(f'<text class="small" text-anchor="middle" x="{x(2.0 ** power):.1f}" y="{TOP - 12}">{2.0 ** power:g}</text>')
    for index, row in enumerate(rows):
        parts += bar(row, TOP + ROW * index, x)
    return "\n".join(parts + ["</svg>"]) + "\n"


def bar(row, y, x):
    """One row: what it is, the bar from 1, the spread, the ratio."""
    ratio, (low, high) = row["times_as_fast"], row.get("spread", [row["times_as_fast"]] * 2)
    left, right = sorted((x(1), x(ratio)))
    rival = row["rival_name"].split(",")[0].split(" (")[0]
    title = html.escape(row["what"] if f"beside {rival.split()[0].lower()}" in row["what"] else f"{row['what']} / {rival}")
    if len(title) > 92:
        title = title[:91] + "…"
    middle = y + ROW / 2 - 1
    return [
        f'<text class="small" text-anchor="end" x="{LEFT - 8}" y="{middle + 4}">{title}</text>',
        f'<rect class="{"faster" if ratio >= 1 else "slower"}" x="{left:.1f}" y="{y + 3}" width="{max(1, right - left):.1f}" height="{ROW - 8}"/>',
        f'<line class="spread" x1="{x(low):.1f}" x2="{x(high):.1f}" y1="{middle}" y2="{middle}"/>',
        f'<text class="small" x="{max(x(high), right) + 6:.1f}" y="{middle + 4}">{ratio:.2f}</text>']
