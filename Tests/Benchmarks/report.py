"""What a benchmark prints: one JSON record a line, each a row of RESULTS.md."""

import json
import statistics


def row(what, stet, unit, *, target=None, at_least=None, digits=1, note=""):
    """Prints a row.

    `stet` is in `unit`: a time, or work per second. `target` is the greatest value that is good enough, `at_least` the smallest.
    """
    record = dict(what=what, stet=round(stet, digits), unit=unit)
    if target is not None:
        record.update(target=f"at most {target:g} {unit}", reached=stet <= target)
    if at_least is not None:
        record.update(target=f"at least {at_least:,} {unit}", reached=stet >= at_least)
    write(record, note)


def pair(what, ours, theirs, *, rival_name, unit="ms", times=None, digits=2, note=""):
    """Prints a row about two sides that took turns: a value of each for every round, times in `unit` or work per second.

    How many times as fast Stet is, is the median of the rounds' ratios, beside the smallest and the greatest. `times` is the ratio to reach.
    """
    is_speed = unit.endswith("/s")
    ratios = [our / their if is_speed else their / our for our, their in zip(ours, theirs)]
    record = dict(
        what=what, stet=round(median(ours), digits), unit=unit, rival=round(median(theirs), digits), rival_name=rival_name,
        times_as_fast=round(median(ratios), 2), spread=[round(min(ratios), 2), round(max(ratios), 2)])
    if times is not None:
        record.update(target=f"{times:g} times as fast", reached=median(ratios) >= times)
    write(record, note)


def write(record, note):
    print(json.dumps(dict(record, note=note) if note else record), flush=True)


def percentile(values, share):
    """The value below which `share` of the values lie: nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values):
    return statistics.median(values)
