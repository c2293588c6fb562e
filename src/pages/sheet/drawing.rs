//! Pages with one drawing: the picture, its filters, its files, and the same as a table.

use maud::{Markup, PreEscaped, html};

use crate::{
    diagram::{
        Drawing,
        table::{Cell, Table},
        text::visible,
    },
    model::{ActorKind, ClosedList, Modality},
    pages::{
        address::{Address, Parameters, Representation},
        drawing::{self, KINDS},
        error::PageError,
        shell::{Section, Sheet},
        writer::{Writer, web},
    },
    render,
};

impl Writer<'_> {
    pub(in crate::pages) fn drawing_page(&self, kind: &str, asked: &Parameters) -> Result<String, PageError> {
        let Some((_, name, lead)) = KINDS.iter().find(|(known, ..)| *known == kind) else {
            return Err(PageError::Missing(format!("there is no drawing called `{kind}`")));
        };
        let here = Address::Drawing(kind.to_owned(), asked.clone());
        let found = drawing::filters(self.reading, asked)
            .and_then(|filters| drawing::draw(self.reading, kind, &filters, &drawing::links(self.addressing)));
        let (title, shown, failed) = match &found {
            Ok(drawing) => (drawing.caption.title.clone(), self.shown(drawing, &here)?, None),
            Err(error @ (PageError::Nothing(_) | PageError::Asked(..))) => ((*name).to_owned(), html! {}, Some(error)),
            Err(error) => return Err(error.clone()),
        };
        let main = html! {
            (self.kinds(kind, asked))
            p { (lead) }
            @if self.addressing.answers() { (self.filter_form(asked, &here)) } @else { (narrowing()) }
            @if let Some(error) = failed {
                div.fault role="alert" {
                    p { (visible(&error.to_string())) }
                    @if let Some(remedy) = error.remedy() { p { (visible(remedy)) } }
                }
            }
            (shown)
        };
        Ok(self.page(&Sheet { wide: true, ..Sheet::new(title, Some(Section::Drawings), main) }))
    }

    /// Ways to the other kinds, with the same filters.
    fn kinds(&self, here: &str, asked: &Parameters) -> Markup {
        html! {
            nav.subnav aria-label="Diagrams" {
                ul {
                    @for (kind, name, _) in KINDS {
                        @let same = Address::Drawing(kind.to_owned(), asked.clone());
                        @let plain = Address::Drawing(kind.to_owned(), Parameters::none());
                        @if let Some(href) = self.href(&same).or_else(|| self.href(&plain)) {
                            li { a href=(href) aria-current=[(kind == here).then_some("page")] { (name) } }
                        }
                    }
                }
            }
        }
    }

    /// The picture alone, with what it needs to be understood; nothing if it cannot be drawn.
    pub(super) fn drawn(&self, address: &Address) -> Markup {
        let Address::Drawing(kind, asked) = address else {
            return html! {};
        };
        let links = drawing::links(self.addressing);
        let found = drawing::filters(self.reading, asked)
            .and_then(|filters| drawing::draw(self.reading, kind, &filters, &links))
            .and_then(|drawing| self.svg(&drawing, address));
        html! { @if let Ok(svg) = found { (figure(&svg)) } }
    }

    fn svg(&self, drawing: &Drawing, address: &Address) -> Result<std::sync::Arc<str>, PageError> {
        // The same drawing has other links in other editions and folders.
        let (before, after) = self.addressing.frame();
        let key = format!("{before} {after} {} {}", address.path(), address.parameters().cloned().unwrap_or_default());
        self.reading.drawn(&key, || render::inline(drawing).map_err(|error| PageError::Failed(error.to_string())))
    }

    fn shown(&self, drawing: &Drawing, here: &Address) -> Result<Markup, PageError> {
        let svg = self.svg(drawing, here)?;
        let graph = render::is_graph(drawing);
        let mut forms = vec![Representation::Svg, Representation::Png, Representation::Pdf];
        if graph {
            forms.push(Representation::Dot);
        }
        forms.push(Representation::Csv);
        let forms = self.forms(here, &forms);
        Ok(html! {
            @if let Some(subtitle) = &drawing.caption.subtitle { p { (visible(subtitle)) } }
            @if graph {
                p.small.no-print {
                    "Choose a box (click, or Tab and Enter) to see what belongs to it; Escape shows everything again. A line leads to its evidence."
                }
            }
            (figure(&svg))
            @for advice in &drawing.advice { p.small { (visible(advice)) } }
            @if !forms.is_empty() {
                p.leaving {
                    "Take it along: "
                    @for (form, href) in &forms { a href=(href) download { (form.ending().to_uppercase()) } }
                }
            }
            section aria-labelledby="table" {
                h2 id="table" { "The same as a table" }
                (table(drawing.kind, &drawing.table))
            }
            @if !drawing.caption.sources.is_empty() {
                section aria-labelledby="sources" {
                    h2 id="sources" { "Sources" }
                    ul { @for line in &drawing.caption.sources { li { (visible(line)) } } }
                }
            }
        })
    }

    fn filter_form(&self, asked: &Parameters, here: &Address) -> Markup {
        let action = format!("/{}", here.path());
        let mut propositions: Vec<(String, String)> = Vec::new();
        let mut actors: Vec<(String, String)> = Vec::new();
        for row in &self.reading.survey.statements {
            propositions.push((row.topic.id.clone(), row.topic.short.clone()));
            actors.extend(row.counts_for.iter().map(|party| (party.id.clone(), party.label.clone())));
        }
        for list in [&mut propositions, &mut actors] {
            list.sort_by(|a, b| (a.1.to_lowercase(), &a.0).cmp(&(b.1.to_lowercase(), &b.0)));
            list.dedup();
        }
        let coders: Vec<(String, String)> =
            self.reading.coders().iter().map(|coder| (coder.to_string(), coder.to_string())).collect();
        html! {
            details.no-print open[!asked.is_empty()] {
                summary { "Filter" @if !asked.is_empty() { " (set)" } }
                form.filters action=(action) method="get" {
                    (choice("proposition", "Only these propositions", &propositions, asked, true))
                    (choice("actor", "Only these actors", &actors, asked, true))
                    (choice("kind", "Only these kinds of actor", &terms::<ActorKind>(), asked, true))
                    (choice("modality", "Only in this voice", &terms::<Modality>(), asked, true))
                    (choice("coder", "As coded by", &coders, asked, false))
                    div.field {
                        label for="from" { "From" }
                        input id="from" name="from" value=(asked.get("from").unwrap_or_default()) placeholder="2015-07" size="10";
                        label for="to" { "Up to" }
                        input id="to" name="to" value=(asked.get("to").unwrap_or_default()) placeholder="2015-12-31" size="10";
                    }
                    div.field {
                        label for="least" { "Told at least so often" }
                        input id="least" name="least" type="number" min="0" value=(asked.get("least").unwrap_or_default());
                    }
                    div.field {
                        button type="submit" { "Show" }
                        @if !asked.is_empty() { a href=(action) { "Show everything" } }
                    }
                }
            }
        }
    }
}

/// A field that narrows what the page shows, where there is nobody to ask; a script brings it to life and shows it.
pub(super) fn narrowing() -> Markup {
    html! {
        p.field.narrow.no-print hidden {
            label for="narrow" { "Show only what has these words" }
            input id="narrow" type="search" autocomplete="off" size="28" placeholder="BlackBerry opposes";
        }
    }
}

/// The terms of a closed list as they are chosen.
fn terms<T: ClosedList>() -> Vec<(String, String)> {
    T::ALL.iter().map(|term| (term.id().to_owned(), term.words())).collect()
}

fn choice(name: &str, label: &str, options: &[(String, String)], asked: &Parameters, several: bool) -> Markup {
    let chosen: Vec<&str> = asked.all(name).collect();
    html! {
        div.field {
            label for={ "by-" (name) } { (label) }
            select id={ "by-" (name) } name=(name) multiple[several] {
                @if !several { option value="" { "whatever counts now" } }
                @for (value, words) in options {
                    option value=(value) selected[chosen.contains(&value.as_str()) || chosen.contains(&words.as_str())] { (visible(words)) }
                }
            }
        }
    }
}

/// SVG that our own writer has made, set into a page as it is.
pub(super) fn figure(svg: &str) -> Markup {
    html! {
        figure.drawing {
            div.scroll tabindex="0" role="group" aria-label="Picture" { (PreEscaped(svg)) }
            p.small.no-print role="status" {}
        }
    }
}

/// A drawing's table; each row can be linked to.
pub(super) fn table(name: &str, table: &Table) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="table" {
            table {
                caption { (table.caption) }
                thead { tr { @for heading in &table.headings { th scope="col" { (heading) } } } }
                tbody {
                    @for (at, row) in table.rows.iter().enumerate() {
                        tr id=(render::row_id(name, at)) {
                            @for (column, cell) in row.iter().enumerate() { (table_cell(cell, column == 0)) }
                        }
                    }
                }
            }
        }
    }
}

fn table_cell(cell: &Cell, first: bool) -> Markup {
    let content = match cell {
        Cell::Text(words) => html! { (words) },
        Cell::Number(number) => return html! { td.number { (number) } },
        Cell::Figure(figure) => return html! { td.number { (figure) } },
        Cell::Linked(words, link) => html! { a href=(link.as_str()) { (words) } },
        Cell::Quoted(quote) => html! {
            @if !quote.text.is_empty() { q { (visible(&quote.text)) } " " }
            @if quote.summary { span.small { "(from a summary) " } }
            @if !quote.source.is_empty() {
                cite.source {
                    @match &quote.link {
                        Some(link) => { (web(link.as_str(), &quote.source)) },
                        None => { (visible(&quote.source)) },
                    }
                }
            }
        },
    };
    html! { @if first { th scope="row" { (content) } } @else { td { (content) } } }
}
