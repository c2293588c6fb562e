//! [Pajek](http://mrvar.fdv.uni-lj.si/pajek/)'s `.net`: vertices with labels, edges with weights. It has no room for
//! attributes.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use super::{Listed, csv::Sides, number_text, put};

/// What a file of Pajek could not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PajekNotes {
    /// So many labels had to be changed.
    pub changed_labels: usize,
}

/// Writes a network as Pajek's `.net`; of a two-mode network the first line tells how many vertices the first mode has.
///
/// A label stands in double quotes and cannot hold any, nor a backslash or a line break: `"` becomes `'`, `\` becomes
/// `/`, control characters blanks. Labels that would be alike are numbered.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_pajek(network: &dyn Listed, out: &mut dyn Write) -> io::Result<PajekNotes> {
    let nodes = network.nodes();
    let sides = Sides::of(nodes);
    let mut notes = PajekNotes::default();
    let two_mode = sides.rows != sides.columns;
    let first = if two_mode { format!(" {}", sides.rows.len()) } else { String::new() };
    put(out, &format!("*Vertices {}{first}\n", nodes.len()))?;
    let mut taken = BTreeSet::new();
    for (index, node) in nodes.iter().enumerate() {
        let plain: String = node
            .label
            .chars()
            .map(|c| match c {
                '"' => '\'',
                '\\' => '/',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let mut label = plain.clone();
        let mut number = 2;
        while !taken.insert(label.clone()) {
            label = format!("{plain} ({number})");
            number += 1;
        }
        notes.changed_labels += usize::from(label != node.label);
        put(out, &format!("{} \"{label}\"\n", index + 1))?;
    }
    put(out, "*Edges\n")?;
    for edge in network.edges() {
        put(out, &format!("{} {} {}\n", edge.source + 1, edge.target + 1, number_text(edge.weight)))?;
    }
    Ok(notes)
}
