"""What a benchmark prints: one JSON record a line, each a row of RESULTS.md."""

import json
import statistics


def row(what, stet, unit, *, rival=None, rival_name="", ratio=None, target=None, not_slower=False, digits=1, note=""):
    """Prints a row.

    `stet` and `rival` are in `unit`: a time, or work per second. `ratio` is the rounds' median of Stet's time to the rival's
    where it was measured; otherwise how many times as fast Stet is follows from the two values. `target` is the greatest value
    that is good enough; `not_slower` makes the rival the target.
    """
    record = dict(what=what, stet=round(stet, digits), unit=unit)
    if rival is not None:
        faster = stet / rival if unit.endswith("/s") else rival / stet
        record.update(rival=round(rival, digits), rival_name=rival_name, times_as_fast=round(1 / ratio if ratio else faster, 2))
    if target is not None:
        record.update(target=f"at most {target:g} {unit}", reached=stet <= target)
    if not_slower:
        record.update(target="not slower", reached=record["times_as_fast"] >= 1)
    if note:
        record["note"] = note
    print(json.dumps(record), flush=True)


def percentile(values, share):
    """The value below which `share` of the values lie: nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values):
    return statistics.median(values)
