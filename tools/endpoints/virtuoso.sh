#!/usr/bin/env bash
# Pushes the shipped case to Virtuoso, kills pushes half-way and has them go on, and compares what is answered from a copy
# of its graphs with the files: each question of the catalogue, each kind of drawing and network. What Virtuoso itself
# answers differently is told, and is no failure (docs/remote.md). Everything runs on loopback and in a temporary folder.
#
#   tools/endpoints/virtuoso.sh target/release/stancegraph [ROUNDS]
#
# Needs Virtuoso 7 (Debian: `apt-get install virtuoso-opensource-7`). ROUNDS pushes are killed (20).
set -euo pipefail
cd "$(dirname "$0")/../.."
stancegraph=$(realpath "$1")
rounds=${2:-20}
case=seeds/blackberry-pakistan-2015
work=$(mktemp -d)
virtuoso=
finish() {
    if [[ $virtuoso ]]; then kill "$virtuoso" 2> /dev/null || true; wait "$virtuoso" 2> /dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT

free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
sql=127.0.0.1:$(free)
web=127.0.0.1:$(free)
mkdir "$work/db"
cat > "$work/virtuoso.ini" << INI
[Database]
DatabaseFile = $work/db/virtuoso.db
ErrorLogFile = $work/db/virtuoso.log
LockFile = $work/db/virtuoso.lck
TransactionFile = $work/db/virtuoso.trx
xa_persistent_file = $work/db/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = $work/db/virtuoso-temp.db
TransactionFile = $work/db/virtuoso-temp.trx
[Parameters]
ServerPort = $sql
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = $web
ServerThreads = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryCostEstimationTime = 4000
MaxQueryExecutionTime = 120
INI
virtuoso-t -f -c "$work/virtuoso.ini" > "$work/said" 2>&1 &
virtuoso=$!
for _ in $(seq 600); do
    if (exec 3<> "/dev/tcp/${web/://}") 2> /dev/null; then break; fi
    sleep 0.1
done
isql-vt "$sql" dba dba exec='GRANT SPARQL_UPDATE TO "SPARQL";' > "$work/granted"
endpoint=http://$web/sparql
store=http://$web/sparql-graph-crud

failed=0
differs() { printf 'DIFFERS: %s\n' "$*" >&2; failed=1; }
push() { "$stancegraph" push --case "$case" --endpoint "$endpoint" --graph-store "$store" "$@"; }

printf '== %s pushes that are killed, and one that is not\n' "$rounds"
begun=$(date +%s%N)
push --anew > "$work/first"
long=$((($(date +%s%N) - begun) / 1000000))
push | awk 'END { exit !($3 == 0 && $5 == 0) }' || differs "pushing twice sends something"
for round in $(seq "$rounds"); do
    # Every other round begins from nothing; the others go on where the last one was killed.
    if ((round % 2)); then push --anew --quiet > /dev/null 2>&1 & else push --quiet > /dev/null 2>&1 & fi
    pid=$!
    sleep "$(awk -v long="$long" -v seed="$round" 'BEGIN { srand(seed); print rand() * long / 1000 }')"
    kill -9 "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
done
push
push | awk 'END { exit !($3 == 0 && $5 == 0) }' || differs "pushing again sends something"

printf '== the catalogue, drawings, networks\n'
compared=0
same() {
    "$stancegraph" "$@" --case "$case" > "$work/files" 2> "$work/files-said" || true
    "$stancegraph" "$@" --endpoint "$endpoint" --endpoint-copy --timeout 600 > "$work/there" 2> "$work/said" || true
    cmp -s "$work/files" "$work/there" ||
        { differs "$*"; cat "$work/said" >&2; diff "$work/files" "$work/there" | head -n 6 >&2; }
    compared=$((compared + 1))
}
for name in $("$stancegraph" query | awk '/^  [a-z]/ { print $1 }'); do
    same query "$name" --format csv
done
same query who-opposes -p proposition='Monitoring all traffic' --format csv
for kind in positions relations sources timeline matrix congruence conflict coalitions; do
    same diagram "$kind" --format svg
done
for mode in one two events; do
    same network --mode "$mode" --format csv
done
printf '%s answers compared with those of the files\n' "$compared"

printf '== what Virtuoso answers itself\n'
for name in $("$stancegraph" query | awk '/^  [a-z]/ { print $1 }'); do
    "$stancegraph" query "$name" --format csv --case "$case" > "$work/files"
    "$stancegraph" query "$name" --format csv --endpoint "$endpoint" --timeout 120 > "$work/there" 2> "$work/said" || true
    if cmp -s "$work/files" "$work/there"; then printf 'the same: %s\n' "$name"; else printf 'another: %s %s\n' "$name" "$(head -n 1 "$work/said")"; fi
done
exit "$failed"
