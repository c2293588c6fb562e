//! Each page, on a desk and on a phone, light and dark: nothing keeps anybody from using it.

use std::path::PathBuf;

use crate::{
    driver::Browser,
    served::{DOCUMENT, Served},
};

/// What axe-core is told to hold pages to.
const AXE: &str = "const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then((found) => done(
  found.violations.flatMap((one) => one.nodes.map((node) => `axe ${one.id}: ${one.help}: ${node.html.slice(0, 120)}`))
));";

/// A desk and a phone, light and dark.
const SCREENS: [(&str, u32, u32, bool); 4] = [
    ("desk", 1280, 900, false),
    ("desk-dark", 1280, 900, true),
    ("phone", 360, 740, false),
    ("phone-dark", 360, 740, true),
];

/// Holds pages to it, by name and address.
#[track_caller]
fn hold(served: &Served, browser: &Browser, pages: &[(&str, String)]) {
    let pictures = std::env::var_os("BROWSER_PICTURES").map(PathBuf::from);
    let axe = std::env::var_os("AXE").map(|path| std::fs::read_to_string(path).expect("axe-core as a file"));
    let mut faults = Vec::new();
    for (screen, width, height, dark) in SCREENS {
        browser.screen(width, height, dark);
        for (name, address) in pages {
            browser.open(&format!("{}{address}", served.origin));
            let mut found: Vec<String> =
                serde_json::from_value(browser.eval(include_str!("access.js"))).expect("sentences");
            if let Some(axe) = &axe {
                let script = format!("{axe}\n{AXE}");
                found.extend(serde_json::from_value::<Vec<String>>(browser.eval_later(&script)).expect("sentences"));
            }
            faults.extend(found.into_iter().map(|fault| format!("{name} ({screen}): {fault}")));
            if let Some(folder) = &pictures {
                std::fs::create_dir_all(folder).expect("room for pictures");
                // As long as it takes to see what stands below the fold.
                browser.screen(width, 2400, dark);
                browser.picture(&folder.join(format!("{name}-{screen}.png")));
                browser.screen(width, height, dark);
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n  {}", faults.len(), faults.join("\n  "));
}

#[test]
fn whoever_reads_finds_no_obstacle() {
    let served = Served::shipped();
    let browser = Browser::start();
    browser.open(&served.origin);
    let first = |folder: &str, list: &str| {
        browser.open(&format!("{}/{list}", served.origin));
        let script = format!("return document.querySelector('main a[href^=\"/{folder}/\"]').getAttribute('href');");
        browser.eval(&script).as_str().expect("a link").to_owned()
    };
    let pages = [
        ("case", "/".to_owned()),
        ("actors", "/actors".to_owned()),
        ("actor", "/actors/blackberry".to_owned()),
        ("propositions", "/propositions".to_owned()),
        ("proposition", "/propositions/bulk-monitoring".to_owned()),
        ("documents", "/documents".to_owned()),
        ("document", format!("/documents/{DOCUMENT}")),
        ("statement", first("statements", "propositions/bulk-monitoring")),
        ("events", "/events".to_owned()),
        ("event", first("events", "events")),
        ("diagram", "/diagrams/positions".to_owned()),
        ("matrix", "/diagrams/matrix".to_owned()),
        ("questions", "/questions".to_owned()),
        ("question", "/questions/who-opposes?proposition=bulk-monitoring".to_owned()),
        ("ask", "/ask".to_owned()),
        ("search", "/search?q=monitor".to_owned()),
        ("glossary", "/glossary".to_owned()),
        ("guide", "/guide".to_owned()),
        ("login", "/login".to_owned()),
        ("nothing", "/actors/nobody-we-know".to_owned()),
    ];
    hold(&served, &browser, &pages);
}

#[test]
fn whoever_codes_finds_no_obstacle() {
    let served = Served::shipped();
    let browser = served.logged_in("ann", "/code");
    let about = served.suggested().swap_remove(0);
    let pages = [
        ("code", "/code".to_owned()),
        ("workplace", format!("/code/{DOCUMENT}")),
        ("workplace-new", format!("/code/{DOCUMENT}?new=1&spans=0-40")),
        ("workplace-correct", format!("/code/{DOCUMENT}?about={about}")),
        ("workplace-settled", format!("/code/{DOCUMENT}?into=reviewed")),
        ("compare", "/code/compare?first=pass-1&second=pass-2".to_owned()),
        ("compare-document", format!("/code/compare?first=auto&second=pass-2&document={DOCUMENT}")),
    ];
    hold(&served, &browser, &pages);
}
