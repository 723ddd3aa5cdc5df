/// The generated company: a deterministic, made-up seller with customers, products, orders, interactions and feedback.
///
/// Purchases come from a buy-till-you-die process (Pareto/NBD with gamma-gamma spend), so that recency,
/// frequency and spend have the structure of real customer bases. Each customer is drawn from its own
/// generator, derived from seed and index: a larger company begins with exactly the customers of a smaller
/// one. Memory is flat in the number of customers.
@NullMarked
package io.fenji.launcher.company;

import org.jspecify.annotations.NullMarked;
