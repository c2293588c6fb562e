//! Binding parameters into a query's algebra: values never pass through the query's text.
//!
//! The parameter's variable is replaced wherever it stands (patterns, filters, EXISTS, aggregates, ORDER BY, at every
//! level of sub-SELECT), and where a SELECT or GROUP BY names it, it is bound there again. Oxigraph's own substitution
//! errs where a SELECT does not project the variable and is silently ignored inside a sub-SELECT that does not.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, Term};
use spargebra::{
    Query,
    algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression},
    term::{NamedNodePattern, TermPattern, TriplePattern, Variable},
};

/// Why a value cannot be bound, or a query not be run at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BindError {
    /// The query gives the variable a value itself.
    #[error("the query assigns ?{0} itself, so it cannot be a parameter")]
    Assigned(String),
    /// The query does not use the variable.
    #[error("the query does not use ?{0}")]
    Unused(String),
    /// The query asks another server.
    #[error("SERVICE is refused: stancegraph opens no connections on behalf of a query")]
    Service,
    /// Where a name of a graph is needed, the value is a text.
    #[error("?{0} stands for a graph, so it needs an address")]
    NotAName(String),
}

/// The query with values in the place of variables. Queries with SERVICE are refused even without any value.
///
/// # Errors
/// [`BindError`].
pub fn bind(query: Query, values: &BTreeMap<String, Term>) -> Result<Query, BindError> {
    let mut binder = Binder { values, used: Vec::new() };
    let bound = match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: binder.pattern(pattern)?, base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: binder.pattern(pattern)?, base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: binder.pattern(pattern)?, base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => Query::Construct {
            template: binder.triples(template)?,
            dataset,
            pattern: binder.pattern(pattern)?,
            base_iri,
        },
    };
    match values.keys().find(|name| !binder.used.contains(name)) {
        Some(unused) => Err(BindError::Unused(unused.clone())),
        None => Ok(bound),
    }
}

struct Binder<'v> {
    values: &'v BTreeMap<String, Term>,
    used: Vec<&'v String>,
}

type Bound<T> = Result<T, BindError>;

impl<'v> Binder<'v> {
    fn value(&mut self, variable: &Variable) -> Option<&'v Term> {
        let (name, value) = self.values.get_key_value(variable.as_str())?;
        self.used.push(name);
        Some(value)
    }

    fn pattern(&mut self, pattern: GraphPattern) -> Bound<GraphPattern> {
        use GraphPattern as P;
        Ok(match pattern {
            P::Bgp { patterns } => P::Bgp { patterns: self.triples(patterns)? },
            P::Path { subject, path, object } => {
                P::Path { subject: self.term(subject), path, object: self.term(object) }
            }
            P::Join { left, right } => P::Join { left: self.boxed(left)?, right: self.boxed(right)? },
            P::Union { left, right } => P::Union { left: self.boxed(left)?, right: self.boxed(right)? },
            P::Minus { left, right } => P::Minus { left: self.boxed(left)?, right: self.boxed(right)? },
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: self.boxed(left)?,
                right: self.boxed(right)?,
                expression: expression.map(|e| self.expression(e)).transpose()?,
            },
            P::Filter { expr, inner } => P::Filter { expr: self.expression(expr)?, inner: self.boxed(inner)? },
            P::Graph { name, inner } => P::Graph { name: self.name(name)?, inner: self.boxed(inner)? },
            P::Extend { inner, variable, expression } => {
                self.refuse_assigned(&variable)?;
                P::Extend { inner: self.boxed(inner)?, variable, expression: self.expression(expression)? }
            }
            P::Values { variables, bindings } => {
                for variable in &variables {
                    self.refuse_assigned(variable)?;
                }
                P::Values { variables, bindings }
            }
            P::Service { .. } => return Err(BindError::Service),
            modifier => self.modifier(modifier)?,
        })
    }

    /// Projection, order, grouping and what else stands around a pattern.
    fn modifier(&mut self, pattern: GraphPattern) -> Bound<GraphPattern> {
        use GraphPattern as P;
        Ok(match pattern {
            P::OrderBy { inner, expression } => P::OrderBy {
                inner: self.boxed(inner)?,
                expression: expression.into_iter().map(|order| self.order(order)).collect::<Bound<_>>()?,
            },
            P::Project { inner, variables } => {
                let inner = self.pattern(*inner)?;
                P::Project { inner: Box::new(self.rebind(inner, &variables)), variables }
            }
            P::Distinct { inner } => P::Distinct { inner: self.boxed(inner)? },
            P::Reduced { inner } => P::Reduced { inner: self.boxed(inner)? },
            P::Slice { inner, start, length } => P::Slice { inner: self.boxed(inner)?, start, length },
            P::Group { inner, variables, aggregates } => {
                let inner = self.pattern(*inner)?;
                P::Group {
                    inner: Box::new(self.rebind(inner, &variables)),
                    aggregates: aggregates
                        .into_iter()
                        .map(|(variable, aggregate)| Ok((variable, self.aggregate(aggregate)?)))
                        .collect::<Bound<_>>()?,
                    variables,
                }
            }
            other => other,
        })
    }

    /// Gives a variable its value again where a SELECT or GROUP BY names it, below any ORDER BY.
    fn rebind(&mut self, inner: GraphPattern, variables: &[Variable]) -> GraphPattern {
        match inner {
            GraphPattern::OrderBy { inner, expression } => {
                GraphPattern::OrderBy { inner: Box::new(self.rebind(*inner, variables)), expression }
            }
            // What is grouped has the value already, if it is one of the group's keys.
            GraphPattern::Group { inner, variables: keys, aggregates } => {
                let missing: Vec<_> = variables.iter().filter(|variable| !keys.contains(variable)).cloned().collect();
                let group = GraphPattern::Group { inner, variables: keys, aggregates };
                self.extend(group, &missing)
            }
            inner => self.extend(inner, variables),
        }
    }

    fn extend(&mut self, mut inner: GraphPattern, variables: &[Variable]) -> GraphPattern {
        for variable in variables {
            if let Some(value) = self.value(variable) {
                inner = GraphPattern::Extend {
                    inner: Box::new(inner),
                    variable: variable.clone(),
                    expression: constant(value),
                };
            }
        }
        inner
    }

    fn refuse_assigned(&self, variable: &Variable) -> Bound<()> {
        if self.values.contains_key(variable.as_str()) {
            Err(BindError::Assigned(variable.as_str().to_owned()))
        } else {
            Ok(())
        }
    }

    #[expect(clippy::boxed_local, reason = "the algebra is made of boxes")]
    fn boxed(&mut self, pattern: Box<GraphPattern>) -> Bound<Box<GraphPattern>> {
        self.pattern(*pattern).map(Box::new)
    }

    fn triples(&mut self, patterns: Vec<TriplePattern>) -> Bound<Vec<TriplePattern>> {
        patterns
            .into_iter()
            .map(|triple| {
                Ok(TriplePattern {
                    subject: self.term(triple.subject),
                    predicate: self.name(triple.predicate)?,
                    object: self.term(triple.object),
                })
            })
            .collect()
    }

    fn term(&mut self, term: TermPattern) -> TermPattern {
        match &term {
            TermPattern::Variable(variable) => match self.value(variable) {
                Some(Term::NamedNode(node)) => node.clone().into(),
                Some(Term::Literal(literal)) => literal.clone().into(),
                _ => term,
            },
            _ => term,
        }
    }

    fn name(&mut self, name: NamedNodePattern) -> Bound<NamedNodePattern> {
        match &name {
            NamedNodePattern::Variable(variable) => match self.value(variable) {
                Some(Term::NamedNode(node)) => Ok(node.clone().into()),
                Some(_) => Err(BindError::NotAName(variable.as_str().to_owned())),
                None => Ok(name),
            },
            NamedNodePattern::NamedNode(_) => Ok(name),
        }
    }

    fn order(&mut self, order: OrderExpression) -> Bound<OrderExpression> {
        Ok(match order {
            OrderExpression::Asc(e) => OrderExpression::Asc(self.expression(e)?),
            OrderExpression::Desc(e) => OrderExpression::Desc(self.expression(e)?),
        })
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> Bound<AggregateExpression> {
        Ok(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.expression(expr)?, distinct }
            }
            count @ AggregateExpression::CountSolutions { .. } => count,
        })
    }

    fn expressions(&mut self, expressions: Vec<Expression>) -> Bound<Vec<Expression>> {
        expressions.into_iter().map(|expression| self.expression(expression)).collect()
    }

    #[expect(clippy::boxed_local, reason = "the algebra is made of boxes")]
    fn one(&mut self, expression: Box<Expression>) -> Bound<Box<Expression>> {
        self.expression(*expression).map(Box::new)
    }

    fn expression(&mut self, expression: Expression) -> Bound<Expression> {
        use Expression as E;
        macro_rules! binary {
            ($kind:ident, $a:expr, $b:expr) => {
                E::$kind(self.one($a)?, self.one($b)?)
            };
        }
        Ok(match expression {
            E::Variable(variable) => match self.value(&variable) {
                Some(value) => constant(value),
                None => E::Variable(variable),
            },
            E::Bound(variable) => match self.value(&variable) {
                Some(_) => E::Literal(Literal::from(true)),
                None => E::Bound(variable),
            },
            E::Exists(pattern) => E::Exists(self.boxed(pattern)?),
            E::Or(a, b) => binary!(Or, a, b),
            E::And(a, b) => binary!(And, a, b),
            E::Equal(a, b) => binary!(Equal, a, b),
            E::SameTerm(a, b) => binary!(SameTerm, a, b),
            E::Greater(a, b) => binary!(Greater, a, b),
            E::GreaterOrEqual(a, b) => binary!(GreaterOrEqual, a, b),
            E::Less(a, b) => binary!(Less, a, b),
            E::LessOrEqual(a, b) => binary!(LessOrEqual, a, b),
            E::Add(a, b) => binary!(Add, a, b),
            E::Subtract(a, b) => binary!(Subtract, a, b),
            E::Multiply(a, b) => binary!(Multiply, a, b),
            E::Divide(a, b) => binary!(Divide, a, b),
            E::UnaryPlus(a) => E::UnaryPlus(self.one(a)?),
            E::UnaryMinus(a) => E::UnaryMinus(self.one(a)?),
            E::Not(a) => E::Not(self.one(a)?),
            E::In(a, list) => E::In(self.one(a)?, self.expressions(list)?),
            E::If(a, b, c) => E::If(self.one(a)?, self.one(b)?, self.one(c)?),
            E::Coalesce(list) => E::Coalesce(self.expressions(list)?),
            E::FunctionCall(function, list) => E::FunctionCall(function, self.expressions(list)?),
            value @ (E::NamedNode(_) | E::Literal(_)) => value,
        })
    }
}

fn constant(value: &Term) -> Expression {
    match value {
        Term::Literal(literal) => Expression::Literal(literal.clone()),
        Term::NamedNode(node) => Expression::NamedNode(node.clone()),
        // A parameter's value is never a blank node: nothing that we write has any.
        Term::BlankNode(node) => Expression::NamedNode(NamedNode::new_unchecked(format!("_:{}", node.as_str()))),
    }
}

#[cfg(test)]
mod tests;
