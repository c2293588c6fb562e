//! What is checked on a query of a stranger once it is parsed.

use spargebra::{
    Query,
    algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression},
};

use super::LimitError;

/// The most operators (joins, unions, filters, groups ...) for each pattern that is allowed: they cost as well.
const OPERATORS_PER_PATTERN: usize = 8;

/// Counts the triple patterns and the steps of paths of a query, and refuses SERVICE.
///
/// # Errors
/// [`LimitError`].
pub fn check_algebra(query: &Query, patterns: usize) -> Result<(), LimitError> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut count = Count::default();
    count.pattern(pattern);
    if count.service {
        return Err(LimitError::Service);
    }
    if count.patterns > patterns {
        return Err(LimitError::TooManyPatterns { found: count.patterns, allowed: patterns });
    }
    let allowed = patterns.saturating_mul(OPERATORS_PER_PATTERN);
    if count.operators > allowed {
        return Err(LimitError::TooManyOperators { found: count.operators, allowed });
    }
    Ok(())
}

#[derive(Default)]
struct Count {
    patterns: usize,
    operators: usize,
    service: bool,
}

impl Count {
    fn pattern(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        self.operators += 1;
        match pattern {
            P::Bgp { patterns } => self.patterns += patterns.len(),
            P::Path { path, .. } => self.path(path),
            P::Join { left, right }
            | P::Union { left, right }
            | P::Minus { left, right }
            | P::Lateral { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            P::LeftJoin { left, right, expression } => {
                self.pattern(left);
                self.pattern(right);
                expression.iter().for_each(|expression| self.expression(expression));
            }
            P::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner);
            }
            P::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner);
            }
            P::OrderBy { inner, expression } => {
                for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                    self.expression(key);
                }
                self.pattern(inner);
            }
            P::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.pattern(inner);
            }
            P::Service { inner, .. } => {
                self.service = true;
                self.pattern(inner);
            }
            P::Graph { inner, .. }
            | P::Project { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. } => self.pattern(inner),
            P::Values { .. } => {}
        }
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        use PropertyPathExpression as E;
        match path {
            E::NamedNode(_) => self.patterns += 1,
            E::NegatedPropertySet(_) => self.patterns += 1,
            E::Reverse(one) | E::ZeroOrMore(one) | E::OneOrMore(one) | E::ZeroOrOne(one) => self.path(one),
            E::Sequence(one, other) | E::Alternative(one, other) => {
                self.path(one);
                self.path(other);
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        match expression {
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
            | E::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.expression(a),
            E::In(a, list) => {
                self.expression(a);
                list.iter().for_each(|one| self.expression(one));
            }
            E::If(a, b, c) => {
                self.expression(a);
                self.expression(b);
                self.expression(c);
            }
            E::Coalesce(list) | E::FunctionCall(_, list) => list.iter().for_each(|one| self.expression(one)),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        }
    }
}
