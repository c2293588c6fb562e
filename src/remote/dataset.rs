//! Says in a query which graphs it is about, since servers differ in what they take for the default graph.
//!
//! A query without `GRAPH` names the graphs of the current and the derived triples with `FROM`, whose merge has each
//! triple once. With `FROM` there would be no named graphs for `GRAPH`, so that a query with it asks for
//! each of its patterns outside in any of these graphs. So does every query where there are several cases: what they share
//! is in several graphs, and not every server gives it once (oxigraph 0.5.13 and Virtuoso 7 do not).

use oxigraph::model::{BlankNode, NamedNode};
use spargebra::{
    Query,
    algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression, QueryDataset},
    term::{NamedNodePattern, TermPattern, TriplePattern, Variable},
};

use super::RemoteError;

/// The query about these graphs instead of the default graph; a query that says itself what it is about stays so.
///
/// # Errors
/// It has `GRAPH` and, outside of it, a path of any length, which may lead from one graph into another.
pub(super) fn about(query: Query, graphs: &[NamedNode]) -> Result<Query, RemoteError> {
    let (named, several) = (has_graph(&query), graphs.len() > 2);
    match placed(query.clone(), graphs, named || several) {
        // A path of any length is asked of the merge, whatever the server makes of that.
        Err(_) if !named => placed(query, graphs, false),
        about => about,
    }
}

fn placed(query: Query, graphs: &[NamedNode], named: bool) -> Result<Query, RemoteError> {
    let mut placed = Placer { graphs, named, failed: false, places: 0 };
    let mut within = |given: Option<QueryDataset>, pattern: GraphPattern| {
        if given.is_some() {
            placed.named = false;
        }
        let pattern = placed.pattern(pattern);
        let merged = || QueryDataset { default: graphs.to_vec(), named: None };
        (given.or_else(|| (!placed.named).then(merged)), pattern)
    };
    let query = match query {
        Query::Select { dataset, pattern, base_iri } => {
            let (dataset, pattern) = within(dataset, pattern);
            Query::Select { dataset, pattern, base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            let (dataset, pattern) = within(dataset, pattern);
            Query::Ask { dataset, pattern, base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            let (dataset, pattern) = within(dataset, pattern);
            Query::Describe { dataset, pattern, base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            let (dataset, pattern) = within(dataset, pattern);
            Query::Construct { template, dataset, pattern, base_iri }
        }
    };
    if placed.failed {
        return Err(RemoteError::Unfit(
            "an endpoint cannot be asked for GRAPH and, outside of it, for a path with * or +".to_owned(),
            "write the path into GRAPH, or name the graphs with FROM and FROM NAMED".to_owned(),
        ));
    }
    Ok(query)
}

/// Whether a query may look into named graphs. One that only speaks of `GRAPH` in a text is treated the same way.
fn has_graph(query: &Query) -> bool {
    query.to_string().contains("GRAPH ")
}

struct Placer<'g> {
    graphs: &'g [NamedNode],
    /// Whether patterns are to be placed; otherwise only blank nodes become variables, which print in any place.
    named: bool,
    failed: bool,
    /// How many patterns have been placed: each has a variable of its own for its graph.
    places: usize,
}

impl Placer<'_> {
    fn pattern(&mut self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => self.basic(patterns),
            P::Path { subject, path, object } => self.path(open(subject), path, open(object)),
            P::Join { left, right } => P::Join { left: self.boxed(left), right: self.boxed(right) },
            P::Union { left, right } => P::Union { left: self.boxed(left), right: self.boxed(right) },
            P::Minus { left, right } => P::Minus { left: self.boxed(left), right: self.boxed(right) },
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: self.boxed(left),
                right: self.boxed(right),
                expression: expression.map(|expression| self.expression(expression)),
            },
            P::Filter { expr, inner } => P::Filter { expr: self.expression(expr), inner: self.boxed(inner) },
            P::Graph { name, inner } => {
                // What is in a graph stays there.
                let outside = std::mem::take(&mut self.named);
                let inner = self.boxed(inner);
                self.named = outside;
                P::Graph { name, inner }
            }
            P::Extend { inner, variable, expression } => {
                P::Extend { inner: self.boxed(inner), variable, expression: self.expression(expression) }
            }
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: self.boxed(inner),
                expression: expression
                    .into_iter()
                    .map(|order| match order {
                        OrderExpression::Asc(expression) => OrderExpression::Asc(self.expression(expression)),
                        OrderExpression::Desc(expression) => OrderExpression::Desc(self.expression(expression)),
                    })
                    .collect(),
            },
            P::Project { inner, variables } => P::Project { inner: self.boxed(inner), variables },
            P::Distinct { inner } => P::Distinct { inner: self.boxed(inner) },
            P::Reduced { inner } => P::Reduced { inner: self.boxed(inner) },
            P::Slice { inner, start, length } => P::Slice { inner: self.boxed(inner), start, length },
            P::Group { inner, variables, aggregates } => P::Group {
                inner: self.boxed(inner),
                variables,
                aggregates: aggregates
                    .into_iter()
                    .map(|(variable, aggregate)| (variable, self.aggregate(aggregate)))
                    .collect(),
            },
            other => other,
        }
    }

    #[expect(clippy::boxed_local, reason = "the algebra is made of boxes")]
    fn boxed(&mut self, pattern: Box<GraphPattern>) -> Box<GraphPattern> {
        Box::new(self.pattern(*pattern))
    }

    fn basic(&mut self, patterns: Vec<TriplePattern>) -> GraphPattern {
        let open = patterns.into_iter().map(|triple| TriplePattern {
            subject: open(triple.subject),
            predicate: triple.predicate,
            object: open(triple.object),
        });
        if !self.named {
            return GraphPattern::Bgp { patterns: open.collect() };
        }
        let placed = open.map(|triple| self.place(&GraphPattern::Bgp { patterns: vec![triple] }));
        placed.reduce(join).unwrap_or_default()
    }

    /// A pattern in any of the graphs. Where several cases are asked, what they share is in several graphs.
    fn place(&mut self, pattern: &GraphPattern) -> GraphPattern {
        self.places += 1;
        let place = Variable::new_unchecked(format!("graph_of_{}", self.places));
        let graphs = GraphPattern::Values {
            variables: vec![place.clone()],
            bindings: self.graphs.iter().map(|graph| vec![Some(graph.clone().into())]).collect(),
        };
        let any = join(graphs, GraphPattern::Graph { name: place.into(), inner: Box::new(pattern.clone()) });
        let mut variables = Vec::new();
        collect(pattern, &mut variables);
        if self.graphs.len() < 3 || variables.is_empty() {
            return any;
        }
        GraphPattern::Distinct { inner: Box::new(GraphPattern::Project { inner: Box::new(any), variables }) }
    }

    fn path(&mut self, subject: TermPattern, path: PropertyPathExpression, object: TermPattern) -> GraphPattern {
        use PropertyPathExpression as E;
        if !self.named {
            return GraphPattern::Path { subject, path, object };
        }
        match path {
            E::NamedNode(predicate) => self.basic(vec![TriplePattern { subject, predicate: predicate.into(), object }]),
            E::Reverse(inner) => self.path(object, *inner, subject),
            E::Sequence(first, second) => {
                let between = TermPattern::from(fresh(&BlankNode::default()));
                join(self.path(subject, *first, between.clone()), self.path(between, *second, object))
            }
            E::Alternative(one, other) => GraphPattern::Union {
                left: Box::new(self.path(subject.clone(), *one, object.clone())),
                right: Box::new(self.path(subject, *other, object)),
            },
            E::NegatedPropertySet(_) => self.place(&GraphPattern::Path { subject, path, object }),
            E::ZeroOrMore(_) | E::OneOrMore(_) | E::ZeroOrOne(_) => {
                self.failed = true;
                GraphPattern::Path { subject, path, object }
            }
        }
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> AggregateExpression {
        match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr), distinct }
            }
            count @ AggregateExpression::CountSolutions { .. } => count,
        }
    }

    /// Patterns stand in expressions only below `EXISTS`.
    fn expression(&mut self, expression: Expression) -> Expression {
        use Expression as E;
        macro_rules! binary {
            ($kind:ident, $a:expr, $b:expr) => {
                E::$kind(self.one($a), self.one($b))
            };
        }
        match expression {
            E::Exists(pattern) => E::Exists(self.boxed(pattern)),
            E::Or(a, b) => binary!(Or, a, b),
            E::And(a, b) => binary!(And, a, b),
            E::Equal(a, b) => binary!(Equal, a, b),
            E::SameTerm(a, b) => binary!(SameTerm, a, b),
            E::Not(a) => E::Not(self.one(a)),
            E::In(a, list) => E::In(self.one(a), self.list(list)),
            E::If(a, b, c) => E::If(self.one(a), self.one(b), self.one(c)),
            E::Coalesce(list) => E::Coalesce(self.list(list)),
            E::FunctionCall(function, list) => E::FunctionCall(function, self.list(list)),
            other => other,
        }
    }

    #[expect(clippy::boxed_local, reason = "the algebra is made of boxes")]
    fn one(&mut self, expression: Box<Expression>) -> Box<Expression> {
        Box::new(self.expression(*expression))
    }

    fn list(&mut self, expressions: Vec<Expression>) -> Vec<Expression> {
        expressions.into_iter().map(|expression| self.expression(expression)).collect()
    }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join { left: Box::new(left), right: Box::new(right) }
}

/// A blank node of a pattern stands for anything, as a variable does that nobody asks for.
fn open(term: TermPattern) -> TermPattern {
    match term {
        TermPattern::BlankNode(node) => fresh(&node).into(),
        term => term,
    }
}

fn fresh(node: &BlankNode) -> Variable {
    Variable::new_unchecked(format!(
        "blank_{}",
        node.as_str().replace(|letter: char| !letter.is_ascii_alphanumeric(), "_")
    ))
}

/// The variables of one triple or path.
fn collect(pattern: &GraphPattern, found: &mut Vec<Variable>) {
    let mut term = |term: &TermPattern| {
        if let TermPattern::Variable(variable) = term
            && !found.contains(variable)
        {
            found.push(variable.clone());
        }
    };
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                term(&triple.subject);
                if let NamedNodePattern::Variable(variable) = &triple.predicate {
                    term(&TermPattern::Variable(variable.clone()));
                }
                term(&triple.object);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            term(subject);
            term(object);
        }
        _ => {}
    }
}
