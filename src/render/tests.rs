//! What a reader relies on: nothing overlaps, nothing breaks out, the same bytes each time.

use super::shape::{Area, Shape, Words};
use super::*;
use crate::diagram::fixtures::networks;
use crate::diagram::{
    Caption, Grade, Stance, chart, fixtures, matrix, network, positions, relations, sources, timeline,
};

fn all() -> Vec<(&'static str, Drawing)> {
    let ok = "fixtures are well formed";
    vec![
        ("positions", positions::draw(&fixtures::blackberry()).expect(ok)),
        ("matrix", matrix::draw(&fixtures::blackberry()).expect(ok)),
        ("relations", relations::draw(&fixtures::relations()).expect(ok)),
        ("sources", sources::draw(&fixtures::sources()).expect(ok)),
        ("timeline", timeline::draw(&fixtures::timeline()).expect(ok)),
        ("small", positions::draw(&fixtures::small()).expect(ok)),
        ("small-matrix", matrix::draw(&fixtures::small()).expect(ok)),
        ("crowd", positions::draw(&fixtures::crowd()).expect(ok)),
        ("crowd-matrix", matrix::draw(&fixtures::crowd()).expect(ok)),
        ("network", web(15, 3, 0.4)),
        ("network-matrix", web(70, 4, 0.1)),
        ("series", chart::draw(&fixtures::series(), &Caption::default()).expect(ok)),
        ("hostile", positions::draw(&fixtures::hostile()).expect(ok)),
        ("hostile-matrix", matrix::draw(&fixtures::hostile()).expect(ok)),
    ]
}

/// A signed network in coalitions.
fn web(actors: usize, communities: usize, density: f64) -> Drawing {
    let (graph, groups) = networks::network(actors, communities, density, networks::Kind::Signed, 9);
    let caption = Caption { title: "Who sides with whom: a test".to_owned(), ..Caption::default() };
    let input = network::Network {
        kind: "coalitions",
        caption,
        graph: &graph,
        reading: network::Reading::Balance,
        groups,
        group_names: ("coalition", "coalitions"),
    };
    network::draw(&input).expect("there are ties")
}

fn graphs() -> Vec<(&'static str, Drawing)> {
    let is_graph = |drawing: &Drawing| matches!(drawing.body, Body::Graph(_));
    all().into_iter().filter(|(_, drawing)| is_graph(drawing)).collect()
}

fn written(drawing: &Drawing, format: Format) -> Rendered {
    render(drawing, format, Engine::Builtin).unwrap_or_else(|error| panic!("{} as {format:?}: {error}", drawing.kind))
}

fn text(drawing: &Drawing, format: Format) -> String {
    String::from_utf8(written(drawing, format).bytes).expect("text formats are UTF-8")
}

fn fonts() -> Fonts {
    Fonts::load().expect("the embedded font can be read")
}

/// With STANCEGRAPH_LOOK every fixture is written in every format to the folder it names, to be
/// looked at; without it, the large ones as SVG only, for unoptimised pixels take minutes.
#[test]
fn every_fixture_can_be_written() {
    let folder = std::env::var_os("STANCEGRAPH_LOOK").map(std::path::PathBuf::from);
    for (name, drawing) in all() {
        for format in Format::ALL {
            let is_graph = matches!(drawing.body, Body::Graph(_) | Body::Web(_));
            let is_quick = format == Format::Svg || name.starts_with("small");
            if (format == Format::Dot && !is_graph) || (folder.is_none() && !is_quick) {
                continue;
            }
            let bytes = written(&drawing, format).bytes;
            assert!(!bytes.is_empty(), "{name} as {format:?} is empty");
            if let Some(folder) = &folder {
                let file = folder.join(format!("{name}.{}", format.name()));
                std::fs::write(file, bytes).expect("the folder to look at can be written");
            }
        }
    }
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let drawing = positions::draw(&fixtures::small()).expect("the fixture is well formed");
    for format in Format::ALL {
        let once = written(&drawing, format);
        // A few times where a hash map may come out in the same order by chance.
        let times = if format == Format::Pdf { 4 } else { 1 };
        let same = |_| written(&drawing, format) == once;
        assert!((0..times).all(same), "{format:?} varies");
    }
}

#[test]
fn the_order_of_the_input_within_a_cell_does_not_matter() {
    let mut input = fixtures::blackberry();
    let one = matrix::draw(&input).expect("the fixture is well formed");
    input.positions.reverse();
    assert_eq!(one, matrix::draw(&input).expect("the fixture is well formed"));
}

#[test]
fn boxes_words_and_headings_do_not_overlap() {
    for (name, drawing) in graphs() {
        let Body::Graph(scene) = &drawing.body else {
            continue;
        };
        let placed = layout::place(scene, &fonts()).expect("the fixture can be laid out");
        let mut areas: Vec<(String, Area)> = Vec::new();
        for (at, (area, _)) in placed.nodes.iter().enumerate() {
            areas.push((scene.nodes[at].id.clone(), *area));
        }
        for (at, route) in placed.edges.iter().enumerate() {
            areas.push((scene.edges[at].id.clone(), route.label));
        }
        for (at, (area, lines)) in placed.clusters.iter().enumerate() {
            let heading = Area { h: layout::heading_height(lines) - 1.0, ..*area };
            areas.push((scene.clusters[at].id.clone(), heading));
        }
        for (at, (id, area)) in areas.iter().enumerate() {
            assert!(area.x >= 0.0 && area.y >= 0.0, "{name}: {id} lies outside");
            assert!(area.x + area.w <= placed.width + 0.01, "{name}: {id} is cut");
            assert!(area.y + area.h <= placed.height + 0.01, "{name}: {id} is cut");
            for (other, place) in &areas[at + 1..] {
                assert!(!area.overlaps(place), "{name}: {id} {area:?} and {other} {place:?}");
            }
        }
    }
}

#[test]
fn an_actor_may_speak_of_itself() {
    let mut input = fixtures::relations();
    for relation in &mut input.relations {
        relation.to.clone_from(&relation.from);
    }
    let drawing = relations::draw(&input).expect("the fixture is well formed");
    assert!(text(&drawing, Format::Svg).contains("BlackBerry refuses BlackBerry"));
}

#[test]
fn clusters_hold_their_boxes_and_no_others() {
    let drawing = positions::draw(&fixtures::blackberry()).expect("the fixture is well formed");
    let Body::Graph(scene) = &drawing.body else {
        panic!("positions are a graph");
    };
    let placed = layout::place(scene, &fonts()).expect("the fixture can be laid out");
    for (at, (cluster, _)) in placed.clusters.iter().enumerate() {
        for (node, (area, _)) in scene.nodes.iter().zip(&placed.nodes) {
            assert_eq!(cluster.overlaps(area), node.cluster == Some(at), "{}", node.label);
        }
        for (other, _) in &placed.clusters[at + 1..] {
            assert!(!cluster.overlaps(other));
        }
    }
}

#[test]
fn lines_of_positions_pass_over_no_box_and_no_words() {
    for (name, drawing) in graphs().into_iter().filter(|(_, d)| d.kind == "positions") {
        let Body::Graph(scene) = &drawing.body else {
            continue;
        };
        let placed = layout::place(scene, &fonts()).expect("the fixture can be laid out");
        for (at, route) in placed.edges.iter().enumerate() {
            let edge = &scene.edges[at];
            let nodes = placed.nodes.iter().enumerate();
            let nodes = nodes.filter(|(n, _)| *n != edge.from && *n != edge.to);
            let labels = placed.edges.iter().enumerate().filter(|(other, _)| *other != at);
            let areas: Vec<Area> =
                nodes.map(|(_, (area, _))| *area).chain(labels.map(|(_, other)| other.label)).collect();
            for (x, y) in smooth::points(&route.path) {
                let dot = Area { x, y, w: 0.1, h: 0.1 };
                let hit = areas.iter().find(|area| area.overlaps(&dot));
                assert!(hit.is_none(), "{name}: {} passes over {hit:?}", edge.id);
            }
        }
    }
}

/// All lines of text with their places in the picture.
fn words(shapes: &[Shape], (dx, dy): (f64, f64), found: &mut Vec<Words>) {
    for shape in shapes {
        match shape {
            Shape::Words(words) => found.push(Words { x: words.x + dx, y: words.y + dy, ..words.clone() }),
            Shape::Group(group) => words(&group.shapes, (dx, dy), found),
            Shape::Moved(x, y, inner) => words(inner, (dx + x, dy + y), found),
            // Turned words have a test of their own.
            Shape::Turned(..) | Shape::Rect { .. } | Shape::Path { .. } => {}
        }
    }
}

#[test]
fn no_line_of_text_lies_on_another_or_leaves_the_page() {
    let fonts = fonts();
    for (name, drawing) in all() {
        let picture = picture(&drawing, &fonts, Extent::Full).expect("the fixture can be drawn");
        let mut lines = Vec::new();
        words(&picture.shapes, (0.0, 0.0), &mut lines);
        let areas: Vec<(String, Area)> = lines
            .iter()
            .map(|line| {
                let w = fonts.width(&line.text, line.size, line.weight);
                let x = match line.anchor {
                    shape::Anchor::Start => line.x,
                    shape::Anchor::Middle => line.x - w / 2.0,
                    shape::Anchor::End => line.x - w,
                };
                let (y, h) = (line.y - line.size * 0.76, line.size);
                (line.text.clone(), Area { x, y, w, h })
            })
            .collect();
        for (at, (text, area)) in areas.iter().enumerate() {
            assert!(area.x >= 0.0 && area.x + area.w <= picture.width, "{name}: {text} is cut");
            assert!(area.y >= 0.0 && area.y + area.h <= picture.height, "{name}: {text} is cut");
            for (other, place) in &areas[at + 1..] {
                assert!(!area.overlaps(place), "{name}: {text:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn hostile_words_stay_words_in_svg() {
    for input in [positions::draw, matrix::draw] {
        let drawing = input(&fixtures::hostile()).expect("the fixture is well formed");
        let svg = text(&drawing, Format::Svg);
        assert!(!svg.contains("<script"), "{}", drawing.kind);
        assert!(!svg.contains("javascript:"), "{}", drawing.kind);
        assert!(!svg.contains('\u{202E}') && !svg.contains('\0') && !svg.contains('\u{1B}'));
        assert_eq!(svg.matches("</svg>").count(), 1);
        assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    }
}

#[test]
fn hostile_words_stay_words_in_dot() {
    assert_eq!(dot::quote(r#"a"b"#), r#""a\"b""#);
    assert_eq!(dot::quote(r"a\N"), r#""a\\N""#);
    assert_eq!(dot::quote("a&b\nc\0d"), r#""a&amp;b\ncd""#);
    assert_eq!(dot::quote("\u{202E}x"), "\"\u{FFFD}x\"");
    let drawing = positions::draw(&fixtures::hostile()).expect("the fixture is well formed");
    let dot = text(&drawing, Format::Dot);
    // Outside of quoted strings only our own ASCII remains.
    let mut outside = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in dot.chars() {
        match (c, escaped) {
            ('"', false) => quoted = !quoted,
            _ if !quoted => outside.push(c),
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    assert!(!quoted, "a quotation mark is open at the end");
    assert!(outside.is_ascii() && !outside.contains("script"));
}

#[test]
fn a_matrix_or_time_line_is_no_graph() {
    for drawing in [
        matrix::draw(&fixtures::small()).expect("the fixture is well formed"),
        timeline::draw(&fixtures::timeline()).expect("the fixture is well formed"),
    ] {
        for (format, engine) in [(Format::Dot, Engine::Builtin), (Format::Svg, Engine::Graphviz)] {
            let error = render(&drawing, format, engine).expect_err("it is no graph");
            assert!(matches!(error, RenderError::NoGraph { .. }));
            assert!(error.hint().is_some_and(|hint| hint.contains("--format svg")));
        }
    }
}

#[test]
fn missing_glyphs_and_crowds_are_reported() {
    let hostile = positions::draw(&fixtures::hostile()).expect("the fixture is well formed");
    let warnings = written(&hostile, Format::Svg).warnings;
    assert!(warnings.iter().any(|w| w.contains("U+0627") && w.contains("more")), "{warnings:?}");
    let crowd = positions::draw(&fixtures::crowd()).expect("the fixture is well formed");
    let warnings = written(&crowd, Format::Pdf).warnings;
    assert!(warnings.iter().any(|w| w.contains("show the matrix")), "{warnings:?}");
    assert!(warnings.iter().any(|w| w.contains("photocopier")), "{warnings:?}");
    let small = positions::draw(&fixtures::small()).expect("the fixture is well formed");
    assert_eq!(written(&small, Format::Pdf).warnings, Vec::<String>::new());
}

#[test]
fn stances_differ_without_colour() {
    let pen = |stance, grade| ink::pen(crate::diagram::scene::Stroke::of(stance, grade, 2));
    let dashes: Vec<_> = Stance::ALL.map(|s| pen(s, Grade::Stated).dash).to_vec();
    assert!(dashes[0] != dashes[1] && dashes[1] != dashes[2] && dashes[0] != dashes[2]);
    assert!(pen(Stance::Support, Grade::Alleged).width < pen(Stance::Support, Grade::Stated).width);
    let drawing = positions::draw(&fixtures::blackberry()).expect("the fixture is well formed");
    let svg = text(&drawing, Format::Svg);
    for word in ["supports (2)", "opposes (3)", "conditional (1)", "alleged by BlackBerry"] {
        assert!(svg.contains(word), "{word} is not in the picture");
    }
    assert!(!svg.contains(">+<") && !svg.contains(">−<"), "signs are shapes, not text");
}

#[test]
fn each_edge_leads_to_its_evidence() {
    let drawing = positions::draw(&fixtures::blackberry()).expect("the fixture is well formed");
    let svg = text(&drawing, Format::Svg);
    let edge = svg
        .split("id=\"positions-e")
        .find(|edge| edge.contains("data-actor=\"blackberry\" data-proposition=\"bulk-monitoring\""))
        .expect("BlackBerry has a position on monitoring");
    assert!(edge.contains("<title>BlackBerry opposes: “The state should be able to monitor"));
    assert!(edge.contains("“will not comply with that sort of directive” – E&amp;T"));
    assert!(edge.contains("<a href=\"#evidence-0-0\">"));
}

#[test]
fn names_of_formats_are_read_and_refused_with_the_known_ones() {
    assert_eq!("pdf".parse::<Format>().ok(), Some(Format::Pdf));
    let error = "gif".parse::<Format>().expect_err("there is no such format");
    assert!(error.to_string().contains("dot, svg, png, pdf, html"));
    assert!("neato".parse::<Engine>().is_err());
}
