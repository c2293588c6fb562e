#!/usr/bin/env bash
# Runs public programs side by side with stancegraph on the same data and prints the ratios: spaCy with textacy for
# attributions, rdflib for loading and asking, pandas and networkx for networks. They come from PyPI into an environment
# of their own, 600 MB; each runs on one core.
#
#   cargo build --release && benches/peers/run.sh [PROGRAM]
#
# PEERS_VENV=FOLDER keeps the environment there for the next run.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${1:-target/release/stancegraph}")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
venv=${PEERS_VENV:-$out/venv}
if [[ ! -x $venv/bin/python ]]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement benches/peers/requirements.txt
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 RAYON_NUM_THREADS=1
"$venv/bin/python" benches/peers/compare.py "$program" "$out"
