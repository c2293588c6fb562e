// The templates of all features, by chooser; included by `feature.rs`.

templates! {
    /// The same for all cues.
    CueBias = "cue.bias" [];
    /// The word.
    CueWord = "cue.word" [Word];
    /// The lemma.
    CueLemma = "cue.lemma" [Word];
    /// Lemma and part of speech.
    CueLemmaTag = "cue.lemma+tag" [Word Tag];
    /// Lemma and what follows.
    CueLemmaNext = "cue.lemma+next" [Word Class];
    /// Part of speech and neighbours.
    CueTagAround = "cue.tag+around" [Tag Class Class];
    /// The two tokens after.
    CueTwoAfter = "cue.tag+two-after" [Tag Class Class];
    /// How often the word is a cue, and its part of speech.
    CuePrior = "cue.prior+tag" [Number Tag];
    /// How often the word is a cue, and what follows.
    CuePriorNext = "cue.prior+next" [Number Class];
    /// How often the word is a cue, and what comes before.
    CuePriorBefore = "cue.prior+before" [Number Class];
    /// The form of the verb group: passive, infinitive, modal, negated, perfect as bits.
    CueGroup = "cue.tag+group" [Tag Number];
    /// Lemma and form of the verb group.
    CueLemmaGroup = "cue.lemma+group" [Word Number];
    /// What kind of phrase the subject is and how near.
    CueSubject = "cue.subject" [Number Number Tag];
    /// How often the word is a cue, and the kind and nearness of the subject.
    CuePriorSubject = "cue.prior+subject" [Number Number Number];
    /// The head word of the subject.
    CueSubjectHead = "cue.subject-head" [Word];
    /// Quotations on either side, the lemma's prior.
    CueQuotes = "cue.quotes+prior" [Number Number];
    /// Quotations on either side and the lemma.
    CueQuotesLemma = "cue.quotes+lemma" [Number Word];
    /// The head word of the noun phrase after.
    CueObject = "cue.object" [Word];
    /// Inside a quotation, in a heading, place in the sentence.
    CuePlace = "cue.place" [Number];
    /// A "that" soon after, the lemma.
    CueThat = "cue.that+lemma" [Number Word];

    /// Side, gap between source and cue, kind of the first phrase.
    SourceKindGap = "source.side+gap+kind" [Number Number Number];
    /// Side, gap, phrases passed over.
    SourceSkipped = "source.side+gap+skipped" [Number Number Number];
    /// What comes before the source.
    SourceBefore = "source.before+kind" [Class Number Number];
    /// What comes after the source.
    SourceAfter = "source.after+side" [Class Number];
    /// What is inside the source: comma, verb, relative, preposition, conjunction, quotation as bits; gap.
    SourceInside = "source.inside+gap" [Number Number];
    /// The head word of its first phrase.
    SourceHead = "source.head+side" [Word Number];
    /// The head word of its last phrase.
    SourceLastHead = "source.last-head+gap" [Word Number];
    /// The cue's lemma, the side and gap.
    SourceLemma = "source.lemma+side+gap" [Word Number Number];
    /// The cue's part of speech, the side and gap.
    SourceTag = "source.tag+side+gap" [Tag Number Number];
    /// The words between the source and the cue.
    SourceGapWord = "source.gap-word+side" [Class Class Number];
    /// The first joint inside: what joins the first two phrases, and the kind.
    SourceJoint = "source.joint" [Class Number];
    /// The word before a place of the source after the cue: by, to, from.
    SourceLink = "source.link+lemma" [Class Word];
    /// Distance in tokens.
    SourceDistance = "source.distance+side" [Number Number];
    /// Names and their number.
    SourceNames = "source.first-kind+last-kind+gap" [Number Number Number];

    /// Which side the content is on, what follows the cue.
    WayRight = "way.right" [Number Class];
    /// Which side, what follows the cue, two tokens.
    WayRightTwo = "way.right-two" [Number Class Class];
    /// Which side, what comes before the cue and source.
    WayLeft = "way.left" [Number Class];
    /// Which side, both neighbours.
    WayBoth = "way.left+right" [Number Class Class];
    /// Which side, lemma and what follows.
    WayLemma = "way.lemma+right" [Number Word Class];
    /// Which side, lemma and what comes before.
    WayLemmaLeft = "way.lemma+left" [Number Word Class];
    /// Which side, side of the source, and quotations.
    WayQuotes = "way.source+quotes" [Number Number Number];
    /// Which side, the length and finite verbs of both.
    WayShape = "way.shape" [Number Number Number];
    /// Which side, the verb group's form and what follows.
    WayGroup = "way.group" [Number Number Class];
    /// Which side, how the quotation before ends, what follows.
    WayEnding = "way.ending" [Number Number Class];
    /// Which side, lemma, and gap at the end.
    WayLemmaQuotes = "way.lemma+quotes" [Number Word Number];

    /// Where content before the cue begins: what comes before.
    LeftBefore = "left.before" [Class Class];
    /// What comes before and first token.
    LeftFirst = "left.before+first" [Class Class];
    /// Place counted from the sentence's beginning, quotations.
    LeftPlace = "left.place" [Number Number];
    /// Place and what comes before.
    LeftPlaceBefore = "left.place+before" [Number Class];
    /// Finite verb inside, length.
    LeftShape = "left.shape" [Number Number];
    /// The same as shape, with what comes before.
    LeftShapeBefore = "left.shape+before" [Number Class];
    /// First class and quotation state.
    LeftQuote = "left.quote" [Number Class];

    /// Where content after the cue begins: distance and class.
    StartClass = "start.class+distance" [Class Number];
    /// Class and lemma of the cue.
    StartLemma = "start.class+lemma" [Class Word];
    /// Class and next.
    StartNext = "start.class+next" [Class Class];
    /// Passed over: phrase, preposition, "that", verb, comma, quotation, as bits; class.
    StartPassed = "start.passed+class" [Number Class];
    /// Passed over and lemma.
    StartPassedLemma = "start.passed+lemma" [Number Word];
    /// Ahead and passed.
    StartAheadPassed = "start.ahead+passed+distance" [Number Number Number];

    /// Where content ends: what follows the border.
    EndNext = "end.next+kind" [Class Number];
    /// The tokens on either side of the border.
    EndAround = "end.around" [Class Class];
    /// The two tokens after the border.
    EndTwo = "end.next-two" [Class Class];
    /// The three tokens after the border.
    EndThree = "end.next-three" [Class Class Class];
    /// What follows, and the cue's lemma.
    EndLemma = "end.next+lemma" [Class Word];
    /// What follows, and what the content begins with.
    EndStart = "end.next+start" [Class Class];
    /// What follows, whether there is a finite verb before the border and after it.
    EndFinite = "end.next+finite" [Class Number Number];
    /// What follows, and the length so far.
    EndLength = "end.next+length" [Class Number];
    /// The start's class, length and finite verb.
    EndShape = "end.start+shape" [Class Number Number];
    /// Borders left after this one.
    EndLeft = "end.left+next" [Number Class];
    /// What follows and the tag of the cue.
    EndTag = "end.next+tag" [Class Tag];
    /// The word after the border, when it is not a function word.
    EndWord = "end.word" [Word];
    /// Comma state: commas opened inside and next.
    EndCommas = "end.next+commas" [Class Number];
    /// Another cue after the border.
    EndCue = "end.cue-after+next" [Number Class];
    /// Quotations: inside, at the end; next.
    EndQuote = "end.quote+next" [Number Class];
    /// Source's side and next.
    EndSide = "end.side+next" [Number Class];

    /// The same for all attributions.
    AcceptBias = "accept.bias" [];
    /// The cue's score.
    AcceptCue = "accept.cue" [Number];
    /// The source's score and that of the second best.
    AcceptSource = "accept.source" [Number];
    /// The content's score.
    AcceptContent = "accept.content" [Number];
    /// Cue and source scores.
    AcceptCueSource = "accept.cue+source" [Number Number];
    /// Cue and content scores.
    AcceptCueContent = "accept.cue+content" [Number Number];
    /// Source and content scores.
    AcceptSourceContent = "accept.source+content" [Number Number];
    /// The rule's number and the cue's score.
    AcceptRule = "accept.rule+cue" [Number Number];
    /// The rule's number and the content's score.
    AcceptRuleContent = "accept.rule+content" [Number Number];
    /// The rule's number and the source's score.
    AcceptRuleSource = "accept.rule+source" [Number Number];
    /// The cue's lemma.
    AcceptLemma = "accept.lemma" [Word];
    /// The cue's lemma and the way.
    AcceptLemmaWay = "accept.lemma+way" [Word Number];
    /// Source kind and gap.
    AcceptKind = "accept.kind+gap" [Number Number];
    /// Cue's score and how probable it is that another attribution contains this cue.
    AcceptCovered = "accept.covered+cue" [Number Number];
    /// Covered by another, and the rule.
    AcceptCoveredRule = "accept.covered+rule" [Number Number];
    /// Covers the cue of another.
    AcceptCovers = "accept.covers+cue" [Number Number];
    /// The content's length and way.
    AcceptLength = "accept.length+way" [Number Number];
    /// The content's first token and the way.
    AcceptFirst = "accept.first+way" [Class Number];
    /// The token after the content, and the way.
    AcceptAfter = "accept.after+way" [Class Number];
    /// How much of the content is quoted, the way.
    AcceptQuoted = "accept.quoted+way" [Number Number];
    /// The document's share of quotations or first persons: kind of block.
    AcceptPlace = "accept.place" [Number];
    /// The head word of the source.
    AcceptHead = "accept.head" [Word];
    /// The cue's part of speech and content's first token.
    AcceptTagFirst = "accept.tag+first" [Tag Class];
    /// How often the word is a cue.
    AcceptPrior = "accept.prior+cue" [Number Number];
    /// Group form.
    AcceptGroup = "accept.group+cue" [Number Number];
}
