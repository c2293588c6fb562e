//! Reading and asking, as people do it who never type a command.

use crate::{
    driver::{Browser, key},
    served::{DOCUMENT, Served},
};

#[test]
fn a_document_is_read_an_edge_followed_to_its_quote_and_a_question_asked() {
    let served = Served::shipped();
    let browser = Browser::start();
    // From the first page to a document.
    browser.open(&served.origin);
    browser.click("nav a[href='/documents']");
    browser.click(&format!("main a[href='/documents/{DOCUMENT}']"));
    assert!(browser.count("main .c") > 3, "coded words are underlined");
    let text = std::fs::read_to_string(served.case().join(format!("documents/{DOCUMENT}.md"))).expect("a document");
    let paragraph = browser.text(".paragraph > p");
    assert!(paragraph.len() > 20 && text.contains(paragraph.trim()), "{paragraph}");
    // From an edge of the diagram to the words behind it, by keyboard.
    browser.open(&format!("{}/diagrams/positions", served.origin));
    let edge = "document.querySelector('.drawing svg .edge a, .drawing svg a .edge, .drawing svg .edge[tabindex]')";
    browser.eval(&format!("({edge}).focus();"));
    browser.press(&[key::ENTER]);
    browser.wait("the words behind it", "return !location.pathname.startsWith('/diagrams') && document.querySelector('main blockquote, main q, main .saying') !== null;");
    // A question, with what it asks about typed in.
    browser.open(&format!("{}/questions/who-opposes", served.origin));
    browser.eval("document.getElementById('p-proposition').value = '';");
    browser.click("#p-proposition");
    browser.press(&["Monitoring all traffic", key::ENTER]);
    browser.wait(
        "an answer",
        "return location.search.includes('Monitoring') && document.querySelector('main table tbody tr') !== null;",
    );
    assert!(browser.text("main table").contains("BlackBerry"), "{}", browser.text("main table"));
    assert!(browser.address().contains("proposition=Monitoring"), "the address keeps it");
}
