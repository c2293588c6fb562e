"""Computes what stancegraph's measures must give, with networkx and by formulas taken word by word.

    python3 -m venv venv && venv/bin/pip install networkx numpy scipy
    venv/bin/python golden.py

It writes the networks (`*.csv`: source, target, weight) and what holds of them (`*.json`) beside itself. `cargo test`
reads both and needs no Python. Written with networkx 3.6.1.
"""

import csv
import itertools
import json
import math
import random
from pathlib import Path

import networkx as nx

HERE = Path(__file__).parent


def karate():
    """Zachary 1977: the members of a club that split; weights are shared activities."""
    graph = nx.karate_club_graph()
    groups = {f"{n:02}": d["club"] for n, d in graph.nodes(data=True)}
    graph = nx.relabel_nodes(graph, {n: f"{n:02}" for n in graph})
    return graph, False, groups


def florentine():
    """Padgett and Ansell 1993: marriages of families of Florence."""
    graph = nx.florentine_families_graph()
    nx.set_edge_attributes(graph, 1, "weight")
    return graph, False, {n: n < "L" for n in graph}


def women():
    """Davis, Gardner and Gardner 1941: women at social events."""
    graph = nx.davis_southern_women_graph()
    nx.set_edge_attributes(graph, 1, "weight")
    women = [n for n, d in graph.nodes(data=True) if d["bipartite"] == 0]
    first = set(women[:9])
    groups = {n: n in first for n in women}
    for event in (n for n in graph if n not in groups):
        groups[event] = 2 * sum(n in first for n in graph[event]) >= graph.degree(event)
    return graph, True, groups


def pieces():
    """Three components, of which two have a node in common with none; and weights that are no round numbers."""
    draw = random.Random(11)
    graph = nx.Graph()
    for start, size in ((0, 9), (9, 6), (15, 2)):
        nodes = [f"n{i:02}" for i in range(start, start + size)]
        nx.add_path(graph, nodes)
        for a, b in itertools.combinations(nodes, 2):
            if draw.random() < 0.35:
                graph.add_edge(a, b)
    for a, b in graph.edges:
        graph[a][b]["weight"] = round(draw.uniform(0.2, 3), 3)
    return graph, False, {n: int(n[1:]) % 4 for n in graph}


def camps(size, seed, density, noise):
    """Three camps, mostly friends within and opponents between."""
    draw = random.Random(seed)
    graph = nx.Graph()
    graph.add_nodes_from(f"n{i:02}" for i in range(size))
    for a, b in itertools.combinations(sorted(graph), 2):
        if draw.random() < density:
            sign = 1 if int(a[1:]) % 3 == int(b[1:]) % 3 else -1
            sign = -sign if draw.random() < noise else sign
            graph.add_edge(a, b, weight=sign * round(draw.uniform(0.5, 4), 2))
    return graph, False, {n: int(n[1:]) % 3 for n in graph}


def stances():
    """Two-mode and signed: actors for and against propositions."""
    draw = random.Random(5)
    graph = nx.Graph()
    graph.add_nodes_from((f"a{a:02}" for a in range(12)), bipartite=0)
    graph.add_nodes_from((f"p{p}" for p in range(8)), bipartite=1)
    for a in range(12):
        for p in range(8):
            if draw.random() < 0.45:
                sign = 1 if a % 2 == p % 2 else -1
                sign = -sign if draw.random() < 0.15 else sign
                graph.add_edge(f"a{a:02}", f"p{p}", weight=sign * draw.randint(1, 4))
    return graph, True, {n: int(n[1:]) % 2 for n in graph}


def distance(weight):
    """1 / weight, times a number that makes it whole where the weight is: networkx compares sums bit by bit, and
    1/3 + 1/3 + 1/3 is not 1 to it."""
    return 5040 // weight if isinstance(weight, int) and 5040 % weight == 0 else 5040 / weight


def weight(graph, a, b):
    return graph[a][b]["weight"] if graph.has_edge(a, b) else 0.0


def modularity(graph, groups, two_mode, gamma):
    """Newman; Gómez et al. with negative ties; Barber for two modes. Each by its sum over pairs of nodes."""
    parts = {}
    for sign in (1, -1):
        ties = {(a, b): abs(d["weight"]) for a, b, d in graph.edges(data=True) if d["weight"] * sign > 0}
        strength = {n: sum(w for pair, w in ties.items() if n in pair) for n in graph}
        parts[sign] = strength, sum(ties.values())
    total = parts[1][1] + parts[-1][1]
    first = {n for n in graph if n in graph.graph["first"]}
    value = 0.0
    for a, b in itertools.product(graph, repeat=2):
        if groups[a] != groups[b]:
            continue
        value += weight(graph, a, b) if a != b else 0.0
        for sign, (strength, m) in parts.items():
            if m == 0:
                continue
            expected = strength[a] * strength[b] / (2 * m)
            if two_mode:
                expected = strength[a] * strength[b] / m if (a in first) != (b in first) else 0.0
            value -= sign * gamma * expected
    return value / (2 * total)


def triangles(graph):
    count = balanced = 0
    mass = good = 0.0
    for a, b, c in itertools.combinations(sorted(graph), 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and graph.has_edge(a, c):
            product = weight(graph, a, b) * weight(graph, b, c) * weight(graph, a, c)
            count += 1
            mass += abs(product) ** (1 / 3)
            if product > 0:
                balanced += 1
                good += abs(product) ** (1 / 3)
    return {"count": count, "balanced": balanced, "weighted": good / mass if mass else None}


def frustration(graph, groups):
    value = sum(
        abs(d["weight"])
        for a, b, d in graph.edges(data=True)
        if (groups[a] == groups[b]) != (d["weight"] > 0)
    )
    return value / sum(abs(d["weight"]) for _, _, d in graph.edges(data=True))


def brokerage(positive, groups):
    found = {}
    for v in positive:
        roles = dict(coordinator=0, itinerant=0, gatekeeper=0, liaison=0)
        for a, b in itertools.combinations(positive[v], 2):
            if positive.has_edge(a, b):
                continue
            g = groups[a], groups[v], groups[b]
            if g[0] == g[1] == g[2]:
                roles["coordinator"] += 1
            elif g[0] == g[2]:
                roles["itinerant"] += 1
            elif g[1] in (g[0], g[2]):
                roles["gatekeeper"] += 1
            else:
                roles["liaison"] += 1
        toward = {}
        for n in positive[v]:
            toward[groups[n]] = toward.get(groups[n], 0) + positive[v][n]["weight"]
        s = sum(toward.values())
        roles["participation"] = 1 - sum((w / s) ** 2 for w in toward.values()) if s else 0.0
        found[v] = roles
    return found


def partitions(items):
    """All partitions of a list."""
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        for i in range(len(rest)):
            yield rest[:i] + [[items[0]] + rest[i]] + rest[i + 1:]
        yield [[items[0]]] + rest


def best_by_all(graph, value):
    best = None
    for parts in partitions(sorted(graph)):
        groups = {n: i for i, part in enumerate(parts) for n in part}
        found = value(groups)
        if best is None or found > best + 1e-12:
            best = found
    return best


def dna_polarization(size, congruence, conflict, groups):
    """Polarization as in DNA: the formula of docs/measures.md, over ordered pairs."""
    counts = {g: list(groups).count(g) for g in set(groups)}
    within = sum(n * (n - 1) for n in counts.values())
    between = size * (size - 1) - within
    c, f = (2 * sum(m.values()) for m in (congruence, conflict))
    value = 0.0
    for i, j in itertools.permutations(range(size), 2):
        pair = min(i, j), max(i, j)
        x, y = congruence.get(pair, 0), conflict.get(pair, 0)
        p, q = groups[i], groups[j]
        if p == q:
            value += abs(x - counts[p] * (counts[p] - 1) / within * c / within) + y
        else:
            value += x + abs(y - counts[p] * counts[q] / between * f / between)
    return value / 2 / (c + f)


def polarization(size, congruence, conflict, groups):
    """Signed modularity of congruence and conflict, over the greatest of so many groups."""
    value = 0.0
    for layer, sign in ((congruence, 1), (conflict, -1)):
        rows = [sum(w for pair, w in layer.items() if i in pair) for i in range(size)]
        total = sum(rows)
        for i, j in itertools.product(range(size), repeat=2):
            if groups[i] == groups[j] and total:
                value += sign * (layer.get((min(i, j), max(i, j)), 0) - rows[i] * rows[j] / total)
    mass = 2 * sum(congruence.values()) + 2 * sum(conflict.values())
    return value / mass / (1 - 1 / len(set(groups)))


def order(congruence, conflict, groups):
    fitting = sum(w for (i, j), w in congruence.items() if groups[i] == groups[j])
    fitting += sum(w for (i, j), w in conflict.items() if groups[i] != groups[j])
    return fitting / (sum(congruence.values()) + sum(conflict.values()))


def polarized(name, size, rows):
    congruence = {(a, b): c for a, b, c, _ in rows}
    conflict = {(a, b): f for a, b, _, f in rows}
    found = {"actors": size}
    for count in (2, 3):
        divisions = [g for g in itertools.product(range(count), repeat=size) if len(set(g)) == count]
        sizes = [size // count, -(-size // count)]
        even = [g for g in divisions if all(g.count(c) in sizes for c in range(count))]
        camps = max(divisions, key=lambda g: polarization(size, congruence, conflict, g))
        found[str(count)] = {
            "polarization": polarization(size, congruence, conflict, camps),
            "order": order(congruence, conflict, camps),
            "dna": max(dna_polarization(size, congruence, conflict, g) for g in divisions),
            "dna_balanced": max(dna_polarization(size, congruence, conflict, g) for g in even),
        }
    write(name, found)


def write_pairs(name, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["a", "b", "congruence", "conflict"])
        out.writerows(rows)


def read_pairs(name):
    with open(HERE / f"{name}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [(int(a), int(b), float(c), float(f)) for a, b, c, f in rows]


def rounded(value):
    """The last digits depend on the order of additions."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return round(value, 10) if isinstance(value, float) else value


def write(name, found):
    text = json.dumps(rounded(found), indent=1, sort_keys=True, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def describe(name, made):
    graph, two_mode, groups = made
    nodes = sorted(graph)
    edges = sorted((min(a, b), max(a, b), d["weight"]) for a, b, d in graph.edges(data=True))
    if two_mode:
        first = {n for n, d in graph.nodes(data=True) if d["bipartite"] == 0}
        edges = sorted((a, b, w) if a in first else (b, a, w) for a, b, w in edges)
    else:
        first = set()
    graph.graph["first"] = first
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["source", "target", "weight"])
        out.writerows(edges)

    positive = nx.Graph()
    positive.add_nodes_from(nodes)
    positive.add_edges_from((a, b, {"weight": w, "distance": distance(w)}) for a, b, w in edges if w > 0)
    signed = any(w < 0 for *_, w in edges)
    by = lambda values: {n: values[n] for n in nodes}
    found = {
        "networkx": nx.__version__,
        "two_mode": two_mode,
        "nodes": nodes,
        "groups": {n: str(groups[n]) for n in nodes},
        "degree": by(dict(graph.degree)),
        "positive": by(dict(positive.degree(weight="weight"))),
        "negative": by({n: -sum(min(d["weight"], 0) for _, _, d in graph.edges(n, data=True)) for n in nodes}),
        "components": sorted((len(c) for c in nx.connected_components(graph)), reverse=True),
        "betweenness": by(nx.betweenness_centrality(positive, weight="distance", normalized=True)),
        "betweenness_steps": by(nx.betweenness_centrality(positive, normalized=True)),
        "eigenvector": by(nx.eigenvector_centrality(positive, max_iter=10**6, tol=1e-15, weight="weight")),
        "modularity": {str(g): modularity(graph, groups, two_mode, g) for g in (1.0, 0.5, 2.0)},
        "frustration": frustration(graph, groups),
        "triangles": triangles(graph),
        "brokerage": brokerage(positive, groups),
    }
    if not signed and not two_mode:
        sets = [{n for n in nodes if groups[n] == g} for g in sorted(set(groups.values()), key=str)]
        for g, value in found["modularity"].items():
            assert math.isclose(value, nx.community.modularity(graph, sets, resolution=float(g)), abs_tol=1e-12)
        runs = [nx.community.louvain_communities(graph, seed=s) for s in range(200)]
        found["louvain"] = max(nx.community.modularity(graph, run) for run in runs)
    if len(nodes) <= 9:
        found["best_modularity"] = best_by_all(graph, lambda groups: modularity(graph, groups, two_mode, 1.0))
        found["least_frustration"] = -best_by_all(graph, lambda groups: -frustration(graph, groups))
    write(name, found)


def random_pairs(size, seed):
    draw = random.Random(seed)
    return [
        (a, b, draw.choice([0, 0, 0.5, 1, 2.25]), draw.choice([0, 0, 0.5, 1, 3]))
        for a, b in itertools.combinations(range(size), 2)
    ]


def main():
    describe("karate", karate())
    describe("florentine", florentine())
    describe("women", women())
    describe("pieces", pieces())
    describe("camps", camps(24, 3, 0.5, 0.1))
    describe("few", camps(9, 8, 0.8, 0.15))
    describe("stances", stances())
    write_pairs("polarized", random_pairs(9, 2))
    polarized("polarized", 9, read_pairs("polarized"))
    # Seven organizations of the sample database of Discourse Network Analyzer: congruence and conflict by average
    # activity. DNA itself gives 0.554222 for two groups of any size and 0.534249 for balanced ones.
    polarized("sample", 7, read_pairs("sample"))


main()
