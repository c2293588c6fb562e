//! The Eclipse Layout Kernel: a measured scene goes in as its JSON, places come out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value, json};

use super::RenderError;
use super::layout::{PADDING, Placed, Route, Sizes, heading_height};
use super::shape::{Area, Step};
use crate::diagram::scene::{Column, Scene};

/// Ways to place nodes within their columns; which is best depends on the graph.
pub(super) const STRATEGIES: [&str; 2] = ["BRANDES_KOEPF", "NETWORK_SIMPLEX"];

/// Places a measured scene from left to right.
///
/// # Errors
/// When ELK refuses the graph or panics on it (it is a port of a Java program, and does at times).
pub(super) fn place(scene: &Scene, sizes: &Sizes, strategy: &str) -> Result<Placed, RenderError> {
    let input = graph(scene, sizes, strategy).to_string();
    let output = catch_unwind(AssertUnwindSafe(|| elkrs::create_elk().layout_json(&input)))
        .map_err(|_| failed("the layout engine gave up on this graph"))?
        .map_err(|message| failed(&message))?;
    let mut found = Found::default();
    found.walk(&output, (0.0, 0.0), true);
    read(scene, sizes, &found).ok_or_else(|| failed("the layout engine lost a part of the graph"))
}

fn failed(message: &str) -> RenderError {
    RenderError::Layout { message: message.to_owned() }
}

/// The scene in ELK's JSON. Ids are ours by index, so that no label can disturb them.
fn graph(scene: &Scene, sizes: &Sizes, strategy: &str) -> Value {
    let node = |at: usize| {
        let constraint = match scene.nodes[at].column {
            Column::First => "FIRST",
            Column::Free => "NONE",
            Column::Last => "LAST",
        };
        json!({
            "id": node_id(at), "width": sizes.nodes[at].w, "height": sizes.nodes[at].h,
            "layoutOptions": { "elk.layered.layering.layerConstraint": constraint },
        })
    };
    let inside = |cluster: Option<usize>| -> Vec<Value> {
        (0..scene.nodes.len()).filter(|at| scene.nodes[*at].cluster == cluster).map(node).collect()
    };
    let clusters = (0..scene.clusters.len()).map(|at| {
        let top = heading_height(&sizes.clusters[at]);
        json!({
            "id": cluster_id(at),
            "layoutOptions": { "elk.padding":
                format!("[top={top},left={PADDING},bottom={PADDING},right={PADDING}]") },
            "children": inside(Some(at)),
        })
    });
    let edges = scene.edges.iter().enumerate().map(|(at, edge)| {
        let label = &sizes.labels[at];
        json!({
            "id": edge_id(at),
            "sources": [node_id(edge.from)],
            "targets": [node_id(edge.to)],
            "labels": [{ "text": "x", "width": label.w, "height": label.h,
                "layoutOptions": { "elk.edgeLabels.inline": true,
                    "elk.edgeLabels.placement": "CENTER" } }],
        })
    });
    json!({
        "id": "root",
        "layoutOptions": options(strategy, if scene.clusters.is_empty() { 30 } else { 50 }),
        "children": clusters.chain(inside(None)).collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    })
}

/// ELK's options; `gap` is the room between columns, in which lines bend.
fn options(strategy: &str, gap: u32) -> Value {
    json!({
        "elk.algorithm": "layered",
        "elk.direction": "RIGHT",
        "elk.hierarchyHandling": "INCLUDE_CHILDREN",
        "elk.edgeRouting": "SPLINES",
        "elk.layered.nodePlacement.strategy": strategy,
        "elk.randomSeed": 1,
        "elk.padding": "[top=2,left=2,bottom=2,right=2]",
        "elk.spacing.nodeNode": 10,
        "elk.spacing.edgeNode": 10,
        "elk.spacing.edgeEdge": 8,
        "elk.spacing.edgeLabel": 2,
        "elk.spacing.componentComponent": 20,
        "elk.layered.spacing.nodeNodeBetweenLayers": gap,
        "elk.layered.spacing.edgeNodeBetweenLayers": 16,
        "elk.layered.spacing.edgeEdgeBetweenLayers": 8,
        "elk.layered.thoroughness": 40,
    })
}

fn node_id(at: usize) -> String {
    format!("n{at}")
}

fn cluster_id(at: usize) -> String {
    format!("c{at}")
}

fn edge_id(at: usize) -> String {
    format!("e{at}")
}

/// Places by id, in the coordinates of the whole picture.
#[derive(Default)]
struct Found {
    areas: std::collections::BTreeMap<String, Area>,
    routes: std::collections::BTreeMap<String, (Vec<Step>, Area)>,
    size: (f64, f64),
}

impl Found {
    /// Reads a node and what is in it; ELK's coordinates count from the node around.
    fn walk(&mut self, node: &Value, origin: (f64, f64), root: bool) {
        let own = area(node, origin);
        let inner = (own.x, own.y);
        if root {
            self.size = (own.w, own.h);
        }
        if let Some(id) = node["id"].as_str() {
            self.areas.insert(id.to_owned(), own);
        }
        for child in list(node, "children") {
            self.walk(child, inner, false);
        }
        for edge in list(node, "edges") {
            let label = list(edge, "labels").first().map(|label| area(label, inner));
            if let (Some(id), Some(label)) = (edge["id"].as_str(), label) {
                let path = path(edge, inner);
                self.routes.insert(id.to_owned(), (path, label));
            }
        }
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn number(object: Option<&Map<String, Value>>, key: &str) -> f64 {
    object.and_then(|object| object.get(key)).and_then(Value::as_f64).unwrap_or(0.0)
}

fn area(value: &Value, (left, top): (f64, f64)) -> Area {
    let object = value.as_object();
    Area {
        x: left + number(object, "x"),
        y: top + number(object, "y"),
        w: number(object, "width"),
        h: number(object, "height"),
    }
}

/// The way of an edge: ELK lists a spline's control points three for each curve.
fn path(edge: &Value, (left, top): (f64, f64)) -> Vec<Step> {
    let mut steps = Vec::new();
    for section in list(edge, "sections") {
        let point = |value: &Value| {
            let object = value.as_object();
            (left + number(object, "x"), top + number(object, "y"))
        };
        let (x, y) = point(&section["startPoint"]);
        steps.push(Step::Move(x, y));
        let mut points: Vec<(f64, f64)> = list(section, "bendPoints").iter().map(point).collect();
        points.push(point(&section["endPoint"]));
        if points.len().is_multiple_of(3) {
            steps.extend(points.chunks_exact(3).map(|p| Step::Curve(p[0].0, p[0].1, p[1].0, p[1].1, p[2].0, p[2].1)));
        } else {
            steps.extend(points.iter().map(|(x, y)| Step::Line(*x, *y)));
        }
    }
    steps
}

/// Puts places and texts together; `None` when something has no place.
fn read(scene: &Scene, sizes: &Sizes, found: &Found) -> Option<Placed> {
    let mut clusters = Vec::with_capacity(scene.clusters.len());
    for (at, lines) in sizes.clusters.iter().enumerate() {
        clusters.push((*found.areas.get(&cluster_id(at))?, lines.clone()));
    }
    let mut nodes = Vec::with_capacity(scene.nodes.len());
    for (at, block) in sizes.nodes.iter().enumerate() {
        nodes.push((*found.areas.get(&node_id(at))?, block.clone()));
    }
    let mut edges = Vec::with_capacity(scene.edges.len());
    for (at, words) in sizes.labels.iter().enumerate() {
        let (path, label) = found.routes.get(&edge_id(at))?.clone();
        edges.push(Route { path, label, words: words.clone() });
    }
    Some(Placed { width: found.size.0, height: found.size.1, clusters, nodes, edges })
}
