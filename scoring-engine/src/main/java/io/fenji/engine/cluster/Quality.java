package io.fenji.engine.cluster;

/// How well points are described by centres.
public final class Quality {

    private Quality() {}

    /// The sum of the squares of all customers' distances to their nearest centres, in units of
    /// 0.00000001.
    public static long inertia(Vectors vectors, Centres centres) {
        long sum = 0;
        for (int vector = 0; vector < vectors.size(); vector++) {
            int at = vectors.at(vector);
            int nearest = vectors.nearest(vector, centres);
            long square = centres.square(nearest, vectors.coordinates(), at);
            sum = Math.addExact(sum, Math.multiplyExact(square, (long) vectors.weight(vector)));
        }
        return sum;
    }

    /// The simplified silhouette (Hruschka, de Castro and Campello, 2004): the mean over all customers of
    /// (b − a) / b, where a is the distance to the nearest centre and b that to the next; 0 where b is
    /// 0. One pass over the points, where the silhouette of Rousseeuw compares all with all.
    ///
    /// @param centres at least two
    public static double silhouette(Vectors vectors, Centres centres) {
        double sum = 0;
        long customers = 0;
        for (int vector = 0; vector < vectors.size(); vector++) {
            int at = vectors.at(vector);
            int own = vectors.nearest(vector, centres);
            int next = centres.nearestBut(own, vectors.coordinates(), at);
            double near = StrictMath.sqrt((double) centres.square(own, vectors.coordinates(), at));
            double far = StrictMath.sqrt((double) centres.square(next, vectors.coordinates(), at));
            int weight = vectors.weight(vector);
            customers += weight;
            sum += far == 0 ? 0 : weight * (far - near) / far;
        }
        return sum / customers;
    }
}
