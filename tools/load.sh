#!/usr/bin/env bash
# How much a server of the shipped case bears, with wrk (Debian: apt-get install wrk), at 64 connections: a small question
# of the catalogue and the page of a document, answered from memory and made anew each time.
#
#   tools/load.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/stancegraph}
seconds=${LOAD_SECONDS:-10}
out=$(mktemp -d)
server=
trap '[[ $server ]] && kill "$server" 2> /dev/null; rm -rf "$out"' EXIT

# What a client accepts is part of what an answer is kept under: a new number each time makes it anew.
cat > "$out/anew.lua" << 'LUA'
local count = 0
function request()
    count = count + 1
    return wrk.format("GET", nil, { ["Accept"] = "*/*;n=" .. tostring(count) .. "-" .. tostring(wrk.thread) })
end
LUA

begun=$(date +%s%N)
"$program" --case seeds/blackberry-pakistan-2015 serve --port 0 --read-only --quiet > "$out/address" &
server=$!
while [[ ! -s $out/address ]]; do sleep 0.005; done
printf 'listening after %d ms\n' $((($(date +%s%N) - begun) / 1000000))
address=$(head -n 1 "$out/address")
sleep 2
for path in questions/is-contested.json?proposition=market-exit documents/beard-explains-why; do
    curl --silent --fail --output /dev/null "$address$path"
    for how in kept anew; do
        printf '\n== %s, %s\n' "$path" "$how"
        script=()
        [[ $how == anew ]] && script=(--script "$out/anew.lua")
        wrk --threads 2 --connections 64 --duration "${seconds}s" --latency "${script[@]}" "$address$path"
    done
done
