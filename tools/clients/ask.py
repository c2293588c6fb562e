"""Asks a running `stancegraph serve` with SPARQLWrapper and rdflib: python3 ask.py http://127.0.0.1:8017"""

import sys

from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

SERVER = sys.argv[1].rstrip("/")
SG = "https://w3id.org/stancegraph#"
PREFIX = f"PREFIX sg: <{SG}>\n"
POSITIONS = PREFIX + "SELECT ?actor ?proposition { ?p a sg:Position ; sg:actor ?actor ; sg:proposition ?proposition }"


def wrapper(query, kind, **options):
    client = SPARQLWrapper(f"{SERVER}/sparql")
    client.setQuery(query)
    client.setReturnFormat(kind)
    for name, value in options.items():
        getattr(client, name)(value)
    return client.queryAndConvert()


rows = wrapper(POSITIONS, JSON)["results"]["bindings"]
assert rows, "there are positions"
print("SPARQLWrapper JSON, GET:", len(rows), "positions")
assert len(wrapper(POSITIONS, JSON, setMethod=POST)["results"]["bindings"]) == len(rows)
print("SPARQLWrapper JSON, POST: the same")
assert len(wrapper(POSITIONS, XML).getElementsByTagName("result")) == len(rows)
for kind in (CSV, TSV):
    assert len(wrapper(POSITIONS, kind).decode().splitlines()) == len(rows) + 1
print("SPARQLWrapper XML, CSV, TSV: the same")
assert wrapper(PREFIX + "ASK { ?s a sg:Statement }", JSON)["boolean"] is True
construct = PREFIX + "CONSTRUCT { ?s sg:actor ?a } WHERE { ?s a sg:Statement ; sg:actor ?a }"
sizes = set()
for kind in (TURTLE, RDFXML, JSONLD, N3):
    answer = wrapper(construct, kind)
    graph = answer if isinstance(answer, Graph) else Graph().parse(data=answer, format="turtle")
    sizes.add(len(graph))
assert len(sizes) == 1 and sizes.pop() > 0
print("SPARQLWrapper CONSTRUCT as Turtle, RDF/XML, JSON-LD, N3: the same graph")
try:
    wrapper("SELECT * { ?s ?p }", JSON)
    raise SystemExit("a mistake was answered")
except QueryBadFormed as error:
    assert "not valid SPARQL" in str(error)
    print("SPARQLWrapper, a mistake: told as one")

store = Graph(SPARQLStore(f"{SERVER}/sparql"))
assert len(list(store.query(POSITIONS))) == len(rows)
print("rdflib SPARQLStore:", len(list(store.query(POSITIONS))), "positions")
names = list(Graph().parse(f"{SERVER}/sparql", format="turtle").objects(None, None))
assert names
print("rdflib reads the service description:", len(names), "values")
default = Graph().parse(f"{SERVER}/graphs?default", format="turtle")
print("rdflib reads the default graph:", len(default), "triples")
assert len(list(default.query(POSITIONS))) == len(rows), "rdflib finds the same positions in the graph itself"
