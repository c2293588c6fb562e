#!/usr/bin/env bash
# Asks the shipped case over HTTP and from its files, and compares the answers: each question of the catalogue, each
# kind of drawing and network, of our own server and of `oxigraph serve`, to which `push` has put it. Parts are pushed
# and derived there as well. Everything runs on loopback and in a temporary folder.
#
#   tools/endpoints/run.sh target/release/stancegraph
#
# Needs Python with venv, for the package `oxigraph`, which ships the server.
set -euo pipefail
cd "$(dirname "$0")/../.."
stancegraph=$(realpath "$1")
case=seeds/blackberry-pakistan-2015
work=$(mktemp -d)
started=()
finish() {
    for pid in "${started[@]}"; do kill "$pid" 2> /dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'oxigraph==0.5.*'

# A free port is asked for by whoever can tell which one it got; the other server is given one.
"$stancegraph" serve --case "$case" --read-only --port 0 --rows 1000000 --deadline 60 > "$work/own" 2> "$work/own.log" &
started+=($!)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$work/venv/bin/oxigraph" serve --location "$work/oxigraph" --bind "127.0.0.1:$port" 2> "$work/oxigraph.log" &
started+=($!)
for _ in $(seq 100); do
    own=$(cat "$work/own")
    if [[ $own ]] && (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then break; fi
    sleep 0.1
done
oxigraph=http://127.0.0.1:$port

failed=0
differs() { printf 'DIFFERS: %s\n' "$*" >&2; failed=1; }

# The answer from the files and from each endpoint.
same() {
    "$stancegraph" "$@" --case "$case" > "$work/files" 2> "$work/said" || true
    for endpoint in "${own}sparql" "$oxigraph/query"; do
        "$stancegraph" "$@" --endpoint "$endpoint" > "$work/there" 2> "$work/said-there" ||
            { cmp -s "$work/said" "$work/said-there" || { differs "$* at $endpoint"; cat "$work/said-there" >&2; }; }
        cmp -s "$work/files" "$work/there" || differs "$* at $endpoint"
    done
    compared=$((compared + 1))
}
compared=0

printf '== push\n'
"$stancegraph" push --case "$case" --endpoint "$oxigraph/query"
"$stancegraph" push --case "$case" --endpoint "$oxigraph/query" | awk 'END { exit !($3 == 0 && $5 == 0) }' ||
    differs "pushing twice sends something"
if "$stancegraph" push --case "$case" --endpoint "${own}sparql" --graph-store "${own}graphs" 2> "$work/refused"; then
    differs "our own server took graphs"
fi
cat "$work/refused"

printf '== the catalogue, drawings, networks\n'
for name in $("$stancegraph" query | awk '/^  [a-z]/ { print $1 }'); do
    same query "$name" --format csv
done
same query who-opposes -p proposition='Monitoring all traffic' --format csv
same query actor -p actor=nobody --format csv
same query -e 'SELECT ?s (COUNT(*) AS ?n) { ?s a sg:Statement ; sg:actor|sg:target ?a } GROUP BY ?s ORDER BY ?s'
same query -e 'SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a sg:Statement } ?s sg:quote ?q } GROUP BY ?g ORDER BY ?g'
same query -e 'ASK { ?p a sg:Position }'
same query -e 'CONSTRUCT { ?a sg:actor ?b } WHERE { ?a sg:actor ?b ; a sg:Position }' --format nt
for kind in positions relations sources timeline matrix congruence conflict coalitions; do
    same diagram "$kind" --format svg
done
for mode in one two events; do
    same network --mode "$mode" --format csv
    same network --mode "$mode" --nodes actor --date-of statement --format csv
done
same network --format svg

printf '== parts, derived by the server\n'
mkdir "$work/texts"
for document in "$case"/documents/*.md; do
    awk 'fence == 2 { print } /^\+\+\+$/ { fence++ }' "$document" > "$work/texts/$(basename "${document%.md}").txt"
done
"$stancegraph" annotate "$work/texts" --format nquads -o "$work/all.nq"
awk -v dir="$work" '{ print > (dir "/part-" (NR > 4000) + 0 ".nq") }' "$work/all.nq" && rm "$work/part-"*
base=$(sed -n '1s|.*<\(.*\)graph/auto/.*|\1|p' "$work/all.nq")
"$stancegraph" push "$work/all.nq" --derive --title Texts --endpoint "$oxigraph/query"
"$stancegraph" push "$work/all.nq" "$work/all.nq" --derive --title Texts --endpoint "$oxigraph/query"
rows=$("$stancegraph" query positions --endpoint "$oxigraph/query" --endpoint-case "$base" --format csv | wc -l)
printf '%s positions of the texts alone\n' "$((rows - 1))"
[[ $rows -gt 5 ]] || differs "the parts' positions are not there"

printf '%s answers compared with those of the files, each at two servers\n' "$compared"
exit "$failed"
