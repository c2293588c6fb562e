#!/usr/bin/env bash
# Codes a corpus on a Spark cluster of two workers on this machine, kills one of them on the way, and compares: the quads
# of all parts, sorted, must be those of one run without Spark, and the parts must go to a server and answer.
#
#   tools/spark/run.sh target/release/stancegraph
#
# Needs Java 17 or later and Python with venv, for the packages `pyspark` (450 MB) and `oxigraph`. VENV=DIR uses an
# environment that has them.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "$1")
work=$(mktemp -d)
server=
finish() {
    [[ $server ]] && kill "$server" 2> /dev/null
    rm -rf "$work"
}
trap finish EXIT
venv=${VENV:-$work/venv}
if [[ ! -x $venv/bin/python ]]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'pyspark==4.*' 'oxigraph==0.5.*'
fi

# The texts of the shipped cases, each under several ids, so that a run takes long enough to be disturbed.
python3 - "${COPIES:-12}" > "$work/corpus.jsonl" << 'PY'
import glob, json, sys
for copy in range(int(sys.argv[1])):
    for path in sorted(glob.glob("seeds/*/documents/*.md")):
        text = open(path, encoding="utf-8").read().split("+++\n", 2)[2].lstrip("\n")
        case, name = path.split("/")[1], path.split("/")[-1][:-3]
        print(json.dumps({"id": f"{case}-{name}-{copy}", "text": text}))
PY
printf '%s texts\n' "$(wc -l < "$work/corpus.jsonl")"

"$program" annotate "$work/corpus.jsonl" --format nquads -o "$work/local.nq"
LC_ALL=C sort -u "$work/local.nq" > "$work/expected"

export PYSPARK_PYTHON=$venv/bin/python
SPARK_HOME=$("$venv/bin/python" -c 'import pyspark, os; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME
"$venv/bin/spark-submit" --master 'local-cluster[2,1,512]' --conf spark.executor.memory=512m \
    --conf spark.ui.enabled=false --conf spark.task.maxFailures=8 --conf spark.driver.bindAddress=127.0.0.1 \
    --conf spark.driver.host=127.0.0.1 examples/spark_annotate.py --program "$program" \
    --corpus "$work/corpus.jsonl" --partitions 8 --parts "$work/parts" > "$work/spark.log" 2>&1 &
spark=$!

# Once one part is done, a worker that is still at work is killed: an executor, started by this very run.
killed=0
while kill -0 "$spark" 2> /dev/null; do
    if ((killed == 0)) && compgen -G "$work/parts/_temporary/0/task_*" > /dev/null; then
        for pid in $(pgrep -f CoarseGrainedExecutorBackend); do
            # Only one whose driver is ours: the chain of parents leads to it.
            up=$pid
            while ((up > 1 && up != spark)); do up=$(awk '{ print $4 }' "/proc/$up/stat" 2> /dev/null || echo 0); done
            if ((up == spark)); then
                kill -9 "$pid" && killed=$pid && break
            fi
        done
    fi
    sleep 0.05
done
wait "$spark" || { tail -n 40 "$work/spark.log" >&2; exit 1; }
((killed)) || { printf 'no worker was killed: the corpus is too small (COPIES=…)\n' >&2; exit 1; }
grep -c 'Lost executor' "$work/spark.log" | sed 's/$/ message(s) of a lost executor/'

LC_ALL=C sort -u "$work"/parts/part-* > "$work/found"
cmp "$work/expected" "$work/found" || { printf 'the quads differ\n' >&2; exit 1; }
lines=$(cat "$work"/parts/part-* | wc -l)
[[ $lines == "$(wc -l < "$work/local.nq")" ]] || { printf 'something is there twice\n' >&2; exit 1; }
printf '%s quads in %s parts, as of one run without Spark; worker %s was killed\n' \
    "$lines" "$(find "$work/parts" -name 'part-*' | wc -l)" "$killed"

for part in "$work"/parts/part-*; do mv "$part" "$part.nq"; done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$venv/bin/oxigraph" serve --location "$work/oxigraph" --bind "127.0.0.1:$port" 2> /dev/null &
server=$!
for _ in $(seq 100); do (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null && break; sleep 0.1; done
"$program" push "$work"/parts/part-*.nq --derive --title "A corpus" --endpoint "http://127.0.0.1:$port/query"
rows=$("$program" query positions --endpoint "http://127.0.0.1:$port/query" --format csv | wc -l)
((rows > 1)) || { printf 'no positions\n' >&2; exit 1; }
printf '%s positions\n' "$((rows - 1))"
