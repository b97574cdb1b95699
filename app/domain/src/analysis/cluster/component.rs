//! Connected components that are cut again when they grow too large (method 3.10). Knows no activities.

use std::collections::BTreeMap;

use crate::analysis::overlap::constant::{CLUSTER_CEIL, CLUSTER_MAX, CLUSTER_STEP, T_CLUSTER};

/// An edge between two nodes.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// One node.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Score; that of *same programme* is raised to the threshold.
    pub score: f64,
}

/// Nodes that hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The nodes, ascending.
    pub nodes: Vec<u32>,
    /// The threshold at which they hang together; above the first when a larger group was cut.
    pub threshold: f64,
}

/// The components of a graph at [`T_CLUSTER`], those with too many nodes cut at rising thresholds.
///
/// Nodes with an equal group are one node, in the count too. Components of one node are left out.
/// Method 3.10. The order is that of the first nodes.
///
/// ```
/// use tiga_domain::analysis::cluster::{Edge, components};
/// let edge = |a, b, score| Edge { a, b, score };
/// let edges = [edge(0, 1, 0.80), edge(1, 2, 0.72), edge(2, 3, 0.69), edge(4, 5, 0.90)];
/// let group = |node: u32| (node >= 5).then_some(0);
/// let found: Vec<_> = components(7, &edges, group).into_iter().map(|c| c.nodes).collect();
/// assert_eq!(found, [vec![0, 1, 2], vec![4, 5, 6]]);
/// ```
pub fn components(
    nodes: u32,
    edges: &[Edge],
    group: impl Fn(u32) -> Option<u32>,
) -> Vec<Component> {
    let mut sets = Sets::new(nodes);
    let mut done = Vec::new();
    let mut todo = vec![((0..nodes).collect::<Vec<u32>>(), edges.to_vec(), T_CLUSTER)];
    while let Some((part, edges, threshold)) = todo.pop() {
        let edges: Vec<Edge> = edges
            .into_iter()
            .filter(|edge| edge.score >= threshold - 1e-9)
            .collect();
        for (component, inside) in sets.split(&part, &edges, &group) {
            let mut size: Vec<(bool, u32)> = component
                .iter()
                .map(|node| group(*node).map_or((false, *node), |group| (true, group)))
                .collect();
            size.sort_unstable();
            size.dedup();
            if size.len() > CLUSTER_MAX && threshold < CLUSTER_CEIL {
                let higher = ((threshold + CLUSTER_STEP) * 1e4).round() / 1e4;
                todo.push((component, inside, higher));
            } else if size.len() > 1 {
                done.push(Component {
                    nodes: component,
                    threshold,
                });
            }
        }
    }
    done.sort_by_key(|component| component.nodes[0]);
    done
}

/// Disjoint sets of nodes.
struct Sets(Vec<u32>);

impl Sets {
    fn new(nodes: u32) -> Self {
        Self((0..nodes).collect())
    }

    fn first(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            self.0[node as usize] = self.0[self.0[node as usize] as usize];
            node = self.0[node as usize];
        }
        node
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The components of some nodes, with the edges inside each; lone nodes are left out.
    fn split(
        &mut self,
        nodes: &[u32],
        edges: &[Edge],
        group: impl Fn(u32) -> Option<u32>,
    ) -> Vec<(Vec<u32>, Vec<Edge>)> {
        for node in nodes {
            self.0[*node as usize] = *node;
        }
        let mut first_of_group: BTreeMap<u32, u32> = BTreeMap::new();
        for node in nodes {
            if let Some(group) = group(*node) {
                let first = *first_of_group.entry(group).or_insert(*node);
                self.join(first, *node);
            }
        }
        for edge in edges {
            self.join(edge.a, edge.b);
        }
        let mut parts: BTreeMap<u32, (Vec<u32>, Vec<Edge>)> = BTreeMap::new();
        for node in nodes {
            parts.entry(self.first(*node)).or_default().0.push(*node);
        }
        parts.retain(|_, (nodes, _)| nodes.len() > 1);
        for edge in edges {
            if let Some((_, inside)) = parts.get_mut(&self.first(edge.a)) {
                inside.push(*edge);
            }
        }
        parts.into_values().collect()
    }
}
