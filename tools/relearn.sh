#!/usr/bin/env bash
# Learns the tables anew and scores the reader.  usage: tools/relearn.sh EVALUATION_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
eval_folder=${1:?the folder with polnear/ and score_attribution.py}
train=$eval_folder/polnear/train.jsonl dev=$eval_folder/polnear/dev.jsonl
data=src/attribution/data
work=$(mktemp -d)
if [ "${SKIP_CUES:-}" = "" ]; then
  cargo build --release --quiet --examples
  ./target/release/examples/learn_attribution cues "$train" > "$work/cues" && cp "$work/cues" $data/cue-words.tsv
fi
cargo build --release --quiet --examples
./target/release/examples/learn_attribution weights "$train" > "$work/weights" && cp "$work/weights" $data/weights.tsv
cargo build --release --quiet --examples --bins
./target/release/stancegraph annotate "$dev" --format jsonl > "$work/predicted.jsonl"
./target/release/stancegraph evaluate "$dev" "$work/predicted.jsonl"
wc -c $data/weights.tsv
