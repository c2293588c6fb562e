//! Who may read, who may code, and what a page elsewhere cannot make a browser do.

use super::running::{Running, coded};

const TOKENS: &str = "ann 0123456789abcdef\nbob fedcba9876543210\n";

#[test]
fn what_others_can_reach_is_not_opened_by_accident() {
    for arguments in [
        &["serve", "--address", "0.0.0.0"][..],
        &["serve", "--address", "0.0.0.0", "--read-only"],
        &["serve", "--address", "0.0.0.0", "--public"],
        &["serve", "--allow-host", "case.example"],
    ] {
        coded().run_all(arguments).expect_exit(2).expect_stderr("others could read this case and code it");
    }
    coded()
        .file("tokens", "ann short\n")
        .run(["serve", "--token-file", "tokens"])
        .expect_exit(2)
        .expect_stderr("at least 16")
        .expect_stderr("tokens:1")
        .run(["serve", "--token-file", "missing"])
        .expect_exit(2)
        .run(["serve", "--coder", "auto"])
        .expect_exit(2)
        .expect_stderr("another name");
    // Read-only and public, it is opened; so it is with tokens.
    let running = Running::start(&["--address", "0.0.0.0", "--read-only", "--public"]);
    running.get("/").expect(200);
}

#[test]
fn a_name_that_leads_here_is_not_enough() {
    let running = Running::start(&["--read-only", "--public", "--allow-host", "case.example"]);
    let status = |host: Option<&str>| running.ask("GET", "/").host(host).send().status;
    for known in ["localhost", "localhost:1", "127.0.0.1", "[::1]:8017", "192.0.2.1", "case.example", "CASE.example:80"]
    {
        assert_eq!(status(Some(known)), 200, "{known}");
    }
    for foreign in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "case.example.evil", ""] {
        assert_eq!(status(Some(foreign)), 421, "{foreign}");
    }
    assert_eq!(status(None), 400);
    let two = running.ask("GET", "/").header("Host", "localhost").host(Some("evil.example")).send();
    assert_eq!(two.status, 400, "two hosts are none");
}

#[test]
fn a_change_needs_this_servers_own_page() {
    let running = Running::start(&[]);
    let own = format!("http://{}", running.address);
    let token = running.token();
    let log_out = || running.ask("POST", "/logout").form();
    log_out().header("Origin", &own).send().expect(303);
    log_out().header("Sec-Fetch-Site", "same-origin").send().expect(303);
    log_out().header("Authorization", &format!("Bearer {token}")).send().expect(303);
    for foreign in ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"] {
        log_out().header("Origin", foreign).send().expect(403);
    }
    log_out().header("Origin", &own).header("Sec-Fetch-Site", "cross-site").send().expect(403);
    log_out().send().expect(403);
    log_out().header("Authorization", "Bearer wrong-wrong-wrong").send().expect(401);
}

#[test]
fn the_link_that_is_printed_logs_in() {
    let running = Running::start(&["--coder", "ann"]);
    let token = running.token();
    assert!(running.said().contains("To code as ann: http://127.0.0.1:"), "{}", running.said());
    let entered =
        running.get(&format!("/login?token={token}&next=/a%3Fb")).expect(303).expect_header("location", "/a?b");
    let cookie = entered.header("set-cookie").expect("a cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", &format!("stancegraph-{}={token}", running.address.port())] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"));
    running.get("/login?token=wrong").expect(401).expect_body("not known");
    let cookie = cookie.split(';').next().expect("a pair");
    running.ask("GET", "/login").header("Cookie", cookie).send().expect(200).expect_body("<strong>ann</strong>");
    let form = running.ask("POST", "/login").form().header("Origin", &format!("http://{}", running.address));
    form.body(format!("token={token}&next=//evil.example")).send().expect(303).expect_header("location", "/");
    assert!(!running.said().contains(&format!("address=\"/login?token={token}")), "tokens are not logged");
}

#[test]
fn with_tokens_reading_needs_one_unless_it_is_public() {
    let fixture = || coded().file("tokens", TOKENS);
    let running = Running::on(fixture(), &["--token-file", "tokens", "--address", "0.0.0.0"]);
    running.get("/").expect(401).expect_header("www-authenticate", "Bearer realm=\"stancegraph\"");
    running.query("ASK {}").send().expect(401);
    running.get("/live").expect(401);
    running.get("/login").expect(200);
    let browser = running.ask("GET", "/?a=b").accept("text/html").send();
    browser.expect(303).expect_header("location", "/login?next=%2F%3Fa%3Db");
    running.ask("GET", "/").header("Authorization", "Bearer fedcba9876543210").send().expect(200);
    running
        .ask("GET", "/")
        .header("Cookie", &format!("stancegraph-{}=0123456789abcdef", running.address.port()))
        .send()
        .expect(200);
    let public = Running::on(fixture(), &["--token-file", "tokens", "--public"]);
    public.get("/").expect(200);
    public.query("ASK {}").send().expect(200);
}

#[test]
fn every_answer_says_what_a_browser_must_not_do() {
    let running = Running::start(&[]);
    let css = running.get("/").body.split("href=\"").find(|part| part.starts_with("/assets/")).map(str::to_owned);
    let css = css.expect("a style sheet");
    let css = css.split('"').next().expect("an address");
    for (method, path, status) in [
        ("GET", "/", 200),
        ("GET", css, 200),
        ("GET", "/sparql", 200),
        ("GET", "/nothing-here", 404),
        ("GET", "/assets/..%2f..%2fcase.toml", 404),
        ("GET", "/documents/../../etc/passwd", 404),
        ("POST", "/logout", 403),
    ] {
        let answer = running.ask(method, path).send().expect(status);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert!(answer.header("x-request-id").is_some_and(|id| id.len() > 8), "{path}");
    }
    let kept = running.get(css).expect(200);
    assert_eq!(kept.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(running.get("/nothing-here").header("cache-control"), Some("no-store"));
}

#[test]
fn an_error_comes_in_the_form_that_is_asked_for() {
    let running = Running::start(&[]);
    let ask = |accept: &str| running.ask("GET", "/nothing-here").accept(accept).send().expect(404);
    let text = ask("*/*").expect_header("content-type", "text/plain; charset=utf-8");
    let id = text.header("x-request-id").expect("a number").to_owned();
    assert!(text.body.starts_with("error: there is nothing") && text.body.contains(&id), "{text:?}");
    ask("application/json").expect_header("content-type", "application/problem+json").expect_body("\"status\":404");
    ask("text/html").expect_header("content-type", "text/html; charset=utf-8").expect_body("<h1>Not Found</h1>");
    let large = running.ask("POST", "/login").form().header("Origin", &format!("http://{}", running.address));
    large.body(vec![b'x'; (2 << 20) + 1]).send().expect(413).expect_body("2097152");
}
