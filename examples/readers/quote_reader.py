#!/usr/bin/env python3
"""A reader for `stancegraph annotate --reader`: quotations by regular expression, standard library only.

    stancegraph annotate --reader 'python3 examples/readers/quote_reader.py'

It finds  “words,” NAME said  and  NAME said: “words”  and nothing else; it is here to be changed. The two places to
change are marked. `docs/readers.md` has the protocol.
"""
import json
import re
import sys

VERBS = "said|says|told|wrote|added|argued|warned"
NAME = r"(?:[A-Z][\w’'.-]+ ){0,3}[A-Z][\w’'-]+"
AFTER = re.compile(rf"[“\"](?P<content>[^“”\"\n]+)[”\"],? (?P<source>{NAME}) (?P<cue>{VERBS})\b")
BEFORE = re.compile(rf"\b(?P<source>{NAME}) (?P<cue>{VERBS})[:,]? [“\"](?P<content>[^“”\"\n]+)[”\"]")


def attributions(text, codebook):
    """The attributions in a text, as the protocol wants them."""
    # PLACE 1: ask a model instead. `codebook` has the ids that it may use; give words rather than offsets, because
    # language models cannot count:
    #
    #     answer = your_client.complete(PROMPT.format(codebook=json.dumps(codebook), text=text))
    #     return json.loads(answer)["attributions"]
    #
    # To code statements yourself, return them beside the attributions (see main).
    found = []
    for pattern in (AFTER, BEFORE):
        for match in pattern.finditer(text):
            # Python counts Unicode code points, as the protocol does.
            spans = {part: [list(match.span(part))] for part in ("source", "cue", "content")}
            found.append({**spans, "kind": "direct", "rule": "quote-name-verb", "confidence": 0.9})
    return sorted(found, key=lambda item: item["content"])


def main():
    # Whatever the machine's settings, the lines are UTF-8.
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps({"reader": {"name": "quote_reader", "version": "1"}}), flush=True)
    codebook = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if "codebook" in asked:
            codebook = asked["codebook"]
            continue
        answer = {"id": asked["id"], "attributions": attributions(asked["text"], codebook)}
        # PLACE 2: with "statements" (even an empty list) the answer stands as it is; without, stancegraph codes
        # statements and facts from the attributions.
        #
        #     answer["statements"] = [{"actor": "apple", "proposition": "provider-access", "stance": "oppose",
        #                              "modality": "own-words", "quote": "the words as they stand in the text"}]
        #
        # Flush after each line, or nothing is seen until the end.
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
