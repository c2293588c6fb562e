//! Any text: attributions lie in it, on the borders of characters, in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::attribution;

fuzz_target!(|text: &str| {
    let reading = attribution::read_thoroughly(text);
    for (number, found) in reading.attributions.iter().enumerate() {
        assert!(!found.content.is_empty());
        assert!(found.within.is_none_or(|outer| outer != number && outer < reading.attributions.len()));
        for ranges in [&found.source, &found.cue, &found.content] {
            assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|words| !words.is_empty())));
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
});
