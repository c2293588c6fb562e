#!/usr/bin/env python3
"""Computes golden.json from statements.csv and scale.csv.

Plain Python from the formulas in docs/networks.md, slow and dense on purpose, so that it shares nothing with the
program it is held against. Run it in this folder after a change of the tables: python3 golden.py > golden.json
"""
import csv
import datetime
import json
import math
from collections import Counter, defaultdict

UTC = datetime.timezone.utc


def moment(text):
    if not text:
        return None
    if text.lstrip("-").isdigit() and len(text) != 4:
        return datetime.datetime.fromtimestamp(int(text), UTC)
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=UTC)


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row["number"] = number
        row["time"] = moment(row["date"])
        row["actor"] = row["organization"] or row["person"]
        row["proposition"] = row["concept"]
        answer = {"yes": 1, "no": 0}.get(row["agreement"])
        row["level"] = answer if answer is not None else int(row["agreement"]) if row["agreement"] else None
    return rows


def complete(rows, nodes, through):
    return [row for row in rows if row[nodes] and row[through] and row["level"] is not None]


def span(row, duplicates):
    if duplicates == "all":
        return 0
    if duplicates == "document":
        return row["document"]
    if row["time"] is None:
        return ("undated", row["document"])
    day = row["time"].date()
    return {
        "week": tuple(day.isocalendar())[:2],
        "month": (day.year, day.month),
        "year": day.year,
    }[duplicates]


def distinct(rows, nodes, through, duplicates):
    if duplicates == "include":
        return list(rows)
    kept, seen = [], set()
    for row in rows:
        key = (row[nodes], row[through], row["level"], span(row, duplicates))
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept


def counts(rows, nodes, through, weight):
    x = defaultdict(float)
    for row in rows:
        x[row[nodes], row[through], row["level"]] += weight(row)
    return x


def one_mode(rows, nodes, through, aggregation, normalization, width, weight=lambda row: 1.0):
    x = counts(rows, nodes, through, weight)
    names = sorted({row[nodes] for row in rows})
    links = sorted({row[through] for row in rows})
    levels = sorted({row["level"] for row in rows})
    n = {a: sum(x.get((a, j, k), 0) for j in links for k in levels) for a in names}

    def similarity(a, b, rule):
        total = 0.0
        for j in links:
            if rule == "ignore":
                total += sum(x.get((a, j, k), 0) for k in levels) * sum(x.get((b, j, k), 0) for k in levels)
                continue
            for k in levels:
                for l in levels:
                    product = x.get((a, j, k), 0) * x.get((b, j, l), 0)
                    apart = abs(k - l) / width
                    total += product * {"congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}[rule]
        return total

    def denominator(a, b):
        if normalization == "none":
            return 1.0
        if normalization == "average":
            return (n[a] + n[b]) / 2
        if normalization == "dna-cosine":
            return n[a] * n[b]
        if normalization == "cosine":
            rule = "congruence" if aggregation == "conflict" else aggregation
            return math.sqrt(similarity(a, a, rule) * similarity(b, b, rule))
        result = 0.0
        for j in links:
            for k in levels:
                p, q = x.get((a, j, k), 0), x.get((b, j, k), 0)
                result += p * (q == 0) + q * (p == 0) + p * q
        return result

    edges = []
    for a in names:
        for b in names:
            if a < b:
                value, by = similarity(a, b, aggregation), denominator(a, b)
                value = value / by if by else 0.0
                if abs(value) > 1e-12:
                    edges.append([names.index(a), names.index(b), round(value, 9)])
    return {"nodes": names, "edges": edges}


def two_mode(rows, nodes, aggregation, normalization, width):
    x = counts(rows, nodes, "proposition", lambda row: 1)
    names = sorted({row[nodes] for row in rows})
    links = sorted({row["proposition"] for row in rows})
    levels = sorted({row["level"] for row in rows})
    count = {(a, j): sum(x.get((a, j, k), 0) for k in levels) for a in names for j in links}
    edges = []
    for a in names:
        for j in links:
            if width == 1:
                support, opposition = x.get((a, j, 1), 0), x.get((a, j, 0), 0)
                balance = support - opposition
            else:
                support = sum(x.get((a, j, k), 0) for k in levels if k > 0)
                opposition = sum(x.get((a, j, k), 0) for k in levels if k < 0)
                balance = sum(k * x.get((a, j, k), 0) for k in levels)
            value = {
                "ignore": count[a, j],
                "subtract": balance,
                "combine": (support > 0) + 2 * (opposition > 0),
            }[aggregation]
            if normalization == "activity":
                value /= sum(count[a, i] for i in links)
            if normalization == "prominence":
                value /= sum(count[b, j] for b in names)
            if value:
                edges.append([names.index(a), links.index(j), round(float(value), 9)])
    return {"nodes": names, "links": links, "edges": edges}


def first_of(unit, day):
    if unit == "w":
        return day - datetime.timedelta(days=day.weekday())
    if unit == "m":
        return day.replace(day=1)
    if unit == "y":
        return day.replace(month=1, day=1)
    return day


def step(unit, day, by):
    if unit in "dw":
        return day + datetime.timedelta(days=by * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + by * (12 if unit == "y" else 1)
    return datetime.date(months // 12, months % 12 + 1, 1)


def kernel(name, z):
    return {"uniform": 1.0, "triangular": 1 - abs(z), "epanechnikov": 1 - z * z, "gaussian": math.exp(-z * z / 2)}[name]


def windows(rows, width, start, stop):
    """Pairs of a window's texts and its rows, each with its distance from the centre."""
    rows = sorted((row for row in rows if row["time"]), key=lambda row: (row["time"], row["number"]))
    if width.startswith("events:"):
        half = int(width[7:]) // 2
        for centre in range(half, len(rows) - half):
            first, last = rows[centre - half]["time"], rows[centre + half]["time"]
            inside = []
            for place, row in enumerate(rows):
                if first <= row["time"] <= last:
                    at = min(max(place, centre - half), centre + half)
                    inside.append((row, (at - centre) / (half + 0.5)))
            text = [t.strftime("%Y-%m-%dT%H:%M:%SZ").replace("T00:00:00Z", "") for t in (rows[centre]["time"], first, last)]
            yield text, inside
        return
    half, unit = int(width[:-1]) // 2, width[-1]
    begin = first_of(unit, start or rows[0]["time"].date())
    end = first_of(unit, stop or rows[-1]["time"].date())
    centre = step(unit, begin, half)
    while step(unit, centre, half) <= end:
        first = step(unit, centre, -half)
        last = step(unit, centre, half + 1) - datetime.timedelta(days=1)
        days = (last - first).days + 1
        middle = (last - first).days / 2
        inside = [
            (row, ((row["time"].date() - first).days - middle) / (days / 2))
            for row in rows
            if first <= row["time"].date() <= last
        ]
        yield [str(centre), str(first), str(last)], inside
        centre = step(unit, centre, 1)


def in_windows(rows, case, scale_width):
    nodes, through = case["nodes"], case["through"]
    start, stop = (datetime.date.fromisoformat(case[key]) if case[key] else None for key in ("from", "to"))
    rows = complete(rows, nodes, through)
    if start:
        rows = [row for row in rows if row["time"] and start <= row["time"].date() <= stop]
    result = []
    for text, inside in windows(rows, case["window"], start, stop):
        inside.sort(key=lambda pair: abs(pair[1]))
        distance = {row["number"]: z for row, z in inside}
        kept = distinct([row for row, _ in inside], nodes, through, case["duplicates"])
        weigh = lambda row: kernel(case["kernel"], distance[row["number"]])
        network = one_mode(kept, nodes, through, case["aggregation"], case["normalization"], scale_width, weigh)
        result.append({"window": text, **network})
    return result


def main():
    tables = {"statements.csv": (read("statements.csv"), 1), "scale.csv": (read("scale.csv"), 4)}
    golden = {"one": [], "two": [], "windows": []}
    for name, (rows, width) in tables.items():
        every = ["include", "document", "week", "month", "year", "all"]
        for duplicates in every if width == 1 else ["include", "document"]:
            for nodes, through in [("organization", "proposition"), ("actor", "proposition"), ("person", "proposition"),
                                   ("proposition", "organization"), ("organization", "document")]:
                if nodes != "organization" and duplicates not in ("include", "week"):
                    continue
                kept = distinct(complete(rows, nodes, through), nodes, through, duplicates)
                for aggregation in ["ignore", "congruence", "conflict", "subtract"]:
                    for normalization in ["none", "average", "jaccard", "cosine", "dna-cosine"]:
                        if nodes != "organization" and normalization not in ("none", "jaccard"):
                            continue
                        golden["one"].append({
                            "table": name, "nodes": nodes, "through": through, "aggregation": aggregation,
                            "normalization": normalization, "duplicates": duplicates, "statements": len(kept),
                            "network": one_mode(kept, nodes, through, aggregation, normalization, width),
                        })
            for aggregation in ["ignore", "subtract", "combine"]:
                for normalization in ["none"] if aggregation == "combine" else ["none", "activity", "prominence"]:
                    kept = distinct(complete(rows, "organization", "proposition"), "organization", "proposition", duplicates)
                    golden["two"].append({
                        "table": name, "nodes": "organization", "aggregation": aggregation,
                        "normalization": normalization, "duplicates": duplicates,
                        "network": two_mode(kept, "organization", aggregation, normalization, width),
                    })
        for window, shape, aggregation, normalization, duplicates, start, stop in [
            ("3m", "uniform", "congruence", "average", "document", None, None),
            ("6m", "triangular", "subtract", "none", "include", None, None),
            ("5w", "epanechnikov", "congruence", "jaccard", "all", "2009-12-01", "2010-03-31"),
            ("9d", "gaussian", "conflict", "none", "week", "2009-12-20", "2010-01-20"),
            ("1y", "uniform", "ignore", "cosine", "year", None, None),
            ("events:20", "gaussian", "congruence", "average", "all", None, None),
            ("events:15", "uniform", "congruence", "none", "document", None, None),
        ][: 7 if width == 1 else 3]:
            case = {"table": name, "nodes": "organization", "through": "proposition", "window": window, "kernel": shape,
                    "aggregation": aggregation, "normalization": normalization, "duplicates": duplicates,
                    "from": start, "to": stop}
            golden["windows"].append({**case, "networks": in_windows(rows, case, width)})
    lines = ",\n".join(
        f'"{key}": [\n' + ",\n".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases) + "\n]"
        for key, cases in golden.items()
    )
    print("{\n" + lines + "\n}")


if __name__ == "__main__":
    main()
