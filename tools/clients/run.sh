#!/usr/bin/env bash
# Asks a server of the shipped case with programs of others: SPARQLWrapper, rdflib (from PyPI), Comunica 4 (from npm).
# They are installed into a temporary folder.
#
#   tools/clients/run.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-target/release/stancegraph}
out=${CLIENTS_DIR:-$(mktemp -d)}
server=
cleanup() {
    [[ $server ]] && kill "$server" 2> /dev/null
    [[ ${CLIENTS_DIR:-} ]] || rm -rf "$out"
}
trap cleanup EXIT

if [[ ! -x $out/venv/bin/python ]]; then
    python3 -m venv "$out/venv"
    "$out/venv/bin/pip" install --quiet SPARQLWrapper rdflib
fi
if [[ ! -d $out/node_modules/@comunica/query-sparql ]]; then
    (cd "$out" && npm init --yes > /dev/null && npm install --no-audit --no-fund @comunica/query-sparql@4 > /dev/null)
fi

"$program" --case seeds/blackberry-pakistan-2015 serve --port 0 --read-only > "$out/address" &
server=$!
for _ in $(seq 100); do
    [[ -s $out/address ]] && break
    sleep 0.1
done
address=$(head -n 1 "$out/address")
"$out/venv/bin/python" tools/clients/ask.py "$address"
cp tools/clients/ask.mjs "$out/ask.mjs"
node "$out/ask.mjs" "$address"
