//! The first page of a server that has a graph and no files.

use maud::html;

use crate::{
    diagram::text::visible,
    pages::{
        address::{Address, Parameters},
        drawing::KINDS,
        shell::{Section, Sheet},
        writer::Writer,
    },
};

impl Writer<'_> {
    /// What the graph is and what can be asked of it; `told` are things that are known of it, by name.
    #[must_use]
    pub fn graph_page(&self, told: &[(String, String)]) -> String {
        let drawing = |kind: &str| Address::Drawing(kind.to_owned(), Parameters::none());
        let main = html! {
            p {
                "This server has the graph and not the documents it was made of: there are no pages of texts, actors and "
                "statements, and nobody codes here."
            }
            section aria-labelledby="ask" {
                h2 id="ask" { "Ask" }
                p {
                    (self.link(&Address::Questions, "The questions of the catalogue")) " · "
                    (self.link(&Address::Ask(Parameters::none()), "A question of your own")) " · "
                    a href="/sparql" { "The SPARQL endpoint" }
                }
            }
            section aria-labelledby="drawn" {
                h2 id="drawn" { "Drawn" }
                ul { @for (kind, name, means) in KINDS { li { (self.link(&drawing(kind), name)) ": " (means) } } }
            }
            section aria-labelledby="graph" {
                h2 id="graph" { "The graph" }
                dl { @for (name, value) in told { dt { (visible(name)) } dd { (visible(value)) } } }
            }
        };
        self.page(&Sheet::new(self.reading.case.manifest.title.clone(), Some(Section::Case), main))
    }
}
