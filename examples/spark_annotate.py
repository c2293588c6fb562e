"""Codes a corpus on Apache Spark: stancegraph runs on the workers, one process a partition, and writes parts.

    spark-submit spark_annotate.py --program ./stancegraph --corpus corpus.jsonl --parts out/

The corpus is JSON lines or Parquet with the columns `id` and `text` and, if there is one, `date`; or a folder of text
files, whose names without ending are the ids. The parts are N-Quads, which `stancegraph store build` and
`stancegraph push` take. Ids are minted from content: in whatever partitions a corpus is coded, and however often a
task is started again, the same texts give the same quads. Spark puts a task's file in its place when the task is done,
so that one that dies half-way leaves nothing.

Needs PySpark 4 with Java 17 or later, and the program at the same path on each worker (or shipped with --ship).
"""

import argparse
import json
import os
import subprocess
import threading

from pyspark import SparkFiles
from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def lines(rows):
    """Rows as the JSON lines that `annotate` reads."""
    for row in rows:
        fields = {name: value for name, value in row.asDict().items() if value is not None}
        yield json.dumps(fields, ensure_ascii=False) + "\n"


def coder(program, codebook, base, shipped):
    """A function from the rows of a partition to lines of N-Quads."""

    def code(rows):
        path = SparkFiles.get(os.path.basename(program)) if shipped else program
        if shipped and not os.access(path, os.X_OK):
            os.chmod(path, 0o755)
        command = [path, "--quiet", "annotate", "-", "--input-format", "jsonl", "--format", "nquads", "--base", base]
        if codebook:
            command += ["--codebook", SparkFiles.get(os.path.basename(codebook)) if shipped else codebook]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        failed, said = [], []

        def feed():
            try:
                for line in lines(rows):
                    process.stdin.write(line)
            except BrokenPipeError:
                pass  # The program has ended; its exit code tells why.
            except Exception as error:  # Reading the corpus failed: half a partition is none.
                failed.append(error)
                process.kill()
            finally:
                try:
                    process.stdin.close()
                except BrokenPipeError:
                    pass

        threads = [
            threading.Thread(target=feed, daemon=True),
            threading.Thread(target=lambda: said.append(process.stderr.read()), daemon=True),
        ]
        for thread in threads:
            thread.start()
        try:
            for quad in process.stdout:
                yield (quad.rstrip("\n"),)
        except GeneratorExit:  # Nobody wants the rest: the task was called off.
            process.kill()
            raise
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]
        # A task that fails is started again; what it had written until then is thrown away.
        if process.wait() != 0:
            raise RuntimeError(f"stancegraph ended with {process.returncode}: {''.join(said).strip()}")

    return code


def corpus(spark, path):
    """The texts as a table."""
    if path.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
        return spark.read.json(path)
    if path.endswith(".parquet"):
        return spark.read.parquet(path)
    files = spark.read.format("binaryFile").option("pathGlobFilter", "*.txt").load(path)
    name = F.regexp_extract("path", r"([^/]*)\.txt$", 1)
    return files.select(name.alias("id"), F.decode("content", "UTF-8").alias("text"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the program stancegraph")
    parser.add_argument("--ship", action="store_true", help="send the program and the codebook to the workers")
    parser.add_argument("--corpus", required=True, help="a .jsonl or .parquet path, or a folder of .txt files")
    parser.add_argument("--codebook", help="a codebook.toml [default: the built-in one]")
    parser.add_argument("--base", default="https://w3id.org/stancegraph/corpus/", help="the address for names")
    parser.add_argument("--parts", required=True, help="a folder that is not there yet")
    parser.add_argument("--partitions", type=int, help="how many parts to write")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("stancegraph").getOrCreate()
    if arguments.ship:
        spark.sparkContext.addFile(arguments.program)
        if arguments.codebook:
            spark.sparkContext.addFile(arguments.codebook)
    texts = corpus(spark, arguments.corpus)
    known = [name for name in ("id", "text", "date") if name in texts.columns]
    texts = texts.select(*[F.col(name).cast("string").alias(name) for name in known])
    if arguments.partitions:
        texts = texts.repartition(arguments.partitions, "id")
    code = coder(arguments.program, arguments.codebook, arguments.base, arguments.ship)
    quads = spark.createDataFrame(texts.rdd.mapPartitions(code), "value string")
    quads.write.text(arguments.parts)
    spark.stop()


if __name__ == "__main__":
    main()
