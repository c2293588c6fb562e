#!/usr/bin/env python3
"""A reader for `stancegraph annotate --reader` on spaCy: "NAME VERB that CLAUSE", by the dependency tree.

    pip install spacy && python3 -m spacy download en_core_web_sm
    stancegraph annotate --reader 'python3 examples/readers/spacy_reader.py'

stancegraph's own tests do not run it: they need no Python.
"""
import json
import sys

import spacy

VERBS = {"say", "tell", "argue", "warn", "claim", "insist", "believe", "think", "announce", "demand", "deny"}


def subtree(token):
    """The code points from a token's leftmost to its rightmost descendant."""
    first, last = token.doc[token.left_edge.i], token.doc[token.right_edge.i]
    return [first.idx, last.idx + len(last.text)]


def attributions(doc):
    for verb in doc:
        if verb.lemma_ not in VERBS or verb.pos_ != "VERB":
            continue
        subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp")]
        if subjects and clauses:
            yield {
                "source": [subtree(subjects[0])],
                "cue": [[verb.idx, verb.idx + len(verb.text)]],
                "content": [subtree(clauses[0])],
                "rule": f"spacy-{clauses[0].dep_}",
            }


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    model = spacy.load("en_core_web_sm")
    version = f"spaCy {spacy.__version__}, en_core_web_sm {model.meta['version']}"
    print(json.dumps({"reader": {"name": "spacy_reader 1", "version": version}}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "text" in asked:
            found = list(attributions(model(asked["text"])))
            print(json.dumps({"id": asked["id"], "attributions": found}), flush=True)


if __name__ == "__main__":
    main()
