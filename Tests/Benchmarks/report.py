"""What a benchmark prints: one JSON record a line, each a row of RESULTS.md."""

import json
import statistics


def row(what, stet, unit, *, rival=None, rival_name="", ratio=None, target=None, ratio_target=None, digits=1, note=""):
    """Prints a row.

    `stet` and `rival` are in `unit`; the ratio is that of Stet to the rival unless the median of the rounds' ratios is given.
    `target` is the greatest value that is good enough, `ratio_target` the greatest ratio.
    """
    record = dict(what=what, stet=round(stet, digits), unit=unit)
    if rival is not None:
        record.update(rival=round(rival, digits), rival_name=rival_name, ratio=round(stet / rival if ratio is None else ratio, 2))
    if target is not None:
        record.update(target=f"at most {target:g} {unit}", reached=stet <= target)
    if ratio_target is not None:
        record.update(target=f"ratio at most {ratio_target:g}", reached=record["ratio"] <= ratio_target)
    if note:
        record["note"] = note
    print(json.dumps(record), flush=True)


def percentile(values, share):
    """The value below which `share` of the values lie: nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values):
    return statistics.median(values)
