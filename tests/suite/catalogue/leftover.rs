//! Finds variables in a query's algebra that no value has replaced.

use spargebra::{
    Query,
    algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression},
    term::{NamedNodePattern, TermPattern, TriplePattern, Variable},
};

/// Where the variable still stands for anything at all: everywhere but in a projection or grouping whose pattern
/// gives it its value.
pub(crate) fn unbound(query: &Query, name: &str) -> Vec<String> {
    let mut search = Search { name, found: Vec::new() };
    match query {
        Query::Construct { template, pattern, .. } => {
            search.triples(template);
            search.pattern(pattern);
        }
        Query::Select { pattern, .. } | Query::Ask { pattern, .. } | Query::Describe { pattern, .. } => {
            search.pattern(pattern);
        }
    }
    search.found
}

struct Search<'n> {
    name: &'n str,
    found: Vec<String>,
}

impl Search<'_> {
    fn is(&self, variable: &Variable) -> bool {
        variable.as_str() == self.name
    }

    fn found(&mut self, place: impl std::fmt::Display) {
        self.found.push(place.to_string());
    }

    fn pattern(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => self.triples(patterns),
            P::Path { subject, object, .. } => {
                self.term(subject, pattern);
                self.term(object, pattern);
            }
            P::Join { left, right } | P::Union { left, right } | P::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            P::LeftJoin { left, right, expression } => {
                self.pattern(left);
                self.pattern(right);
                expression.iter().for_each(|e| self.expression(e));
            }
            P::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            P::Graph { name, inner } => {
                self.name(name, pattern);
                self.pattern(inner);
            }
            P::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner);
            }
            P::Values { variables, .. } => self.named(variables, false, "VALUES"),
            P::Service { .. } => self.found("SERVICE"),
            P::OrderBy { inner, expression } => {
                for order in expression {
                    let (OrderExpression::Asc(e) | OrderExpression::Desc(e)) = order;
                    self.expression(e);
                }
                self.pattern(inner);
            }
            P::Project { inner, variables } => {
                self.named(variables, self.gives_value(inner), "SELECT");
                self.pattern(inner);
            }
            P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } => {
                self.pattern(inner);
            }
            P::Group { inner, variables, aggregates } => {
                self.named(variables, self.gives_value(inner), "GROUP BY");
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.pattern(inner);
            }
            _ => self.found("a pattern that this test does not know"),
        }
    }

    /// Whether what stands right below a projection gives the variable a constant value.
    fn gives_value(&self, pattern: &GraphPattern) -> bool {
        match pattern {
            GraphPattern::Extend { inner, variable, expression } => {
                let constant = matches!(expression, Expression::NamedNode(_) | Expression::Literal(_));
                (self.is(variable) && constant) || self.gives_value(inner)
            }
            GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Filter { inner, .. } => self.gives_value(inner),
            GraphPattern::Group { inner, variables, .. } => {
                variables.iter().any(|v| self.is(v)) && self.gives_value(inner)
            }
            _ => false,
        }
    }

    fn named(&mut self, variables: &[Variable], given: bool, place: &str) {
        if !given && variables.iter().any(|variable| self.is(variable)) {
            self.found(place);
        }
    }

    fn triples(&mut self, patterns: &[TriplePattern]) {
        for triple in patterns {
            self.term(&triple.subject, triple);
            self.name(&triple.predicate, triple);
            self.term(&triple.object, triple);
        }
    }

    fn term(&mut self, term: &TermPattern, place: &impl std::fmt::Display) {
        if matches!(term, TermPattern::Variable(variable) if self.is(variable)) {
            self.found(place);
        }
    }

    fn name(&mut self, name: &NamedNodePattern, place: &impl std::fmt::Display) {
        if matches!(name, NamedNodePattern::Variable(variable) if self.is(variable)) {
            self.found(place);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        match expression {
            E::NamedNode(_) | E::Literal(_) => {}
            E::Variable(variable) | E::Bound(variable) => {
                if self.is(variable) {
                    self.found(expression);
                }
            }
            E::Exists(pattern) => self.pattern(pattern),
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => [a, b].into_iter().for_each(|e| self.expression(e)),
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.expression(a),
            E::In(a, list) => {
                self.expression(a);
                list.iter().for_each(|e| self.expression(e));
            }
            E::If(a, b, c) => [a, b, c].into_iter().for_each(|e| self.expression(e)),
            E::Coalesce(list) | E::FunctionCall(_, list) => {
                list.iter().for_each(|e| self.expression(e));
            }
        }
    }
}
