package io.fenji.engine.cluster;

/// Small symmetric matrices, in packed form: the rows of the lower triangle, one after the other.
final class Symmetric {

    private static final int MOST_SWEEPS = 60;

    private Symmetric() {}

    /// How many numbers make a matrix.
    static int length(int dimensions) {
        return dimensions * (dimensions + 1) / 2;
    }

    /// Where a number is.
    ///
    /// @param row not less than the column
    static int at(int row, int column) {
        return row * (row + 1) / 2 + column;
    }

    /// Raises eigenvalues below a floor to it and keeps the eigenvectors: of all covariances without
    /// eigenvalues below the floor this one makes points with this matrix of mean squares most likely,
    /// so that rounds of EM with it never make the likelihood fall.
    static double[] floored(double[] matrix, int dimensions, double floor) {
        double[] less = matrix.clone();
        for (int i = 0; i < dimensions; i++) {
            less[at(i, i)] -= floor;
        }
        return factor(less, dimensions) ? matrix : new Eigen(matrix, dimensions).floored(floor);
    }

    /// The inverse of the Cholesky factor: a lower triangle W with Wᵀ W the inverse of the matrix.
    ///
    /// @throws IllegalArgumentException when the matrix is not positive definite
    static double[] whitening(double[] matrix, int dimensions) {
        double[] factor = matrix.clone();
        if (!factor(factor, dimensions)) {
            throw new IllegalArgumentException("not positive definite");
        }
        double[] inverse = new double[factor.length];
        for (int column = 0; column < dimensions; column++) {
            inverse[at(column, column)] = 1 / factor[at(column, column)];
            for (int row = column + 1; row < dimensions; row++) {
                double sum = 0;
                for (int i = column; i < row; i++) {
                    sum -= factor[at(row, i)] * inverse[at(i, column)];
                }
                inverse[at(row, column)] = sum / factor[at(row, row)];
            }
        }
        return inverse;
    }

    /// Makes a matrix its Cholesky factor.
    ///
    /// @return whether it is positive definite
    private static boolean factor(double[] matrix, int dimensions) {
        for (int row = 0; row < dimensions; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = matrix[at(row, column)];
                for (int i = 0; i < column; i++) {
                    rest -= matrix[at(row, i)] * matrix[at(column, i)];
                }
                if (row > column) {
                    matrix[at(row, column)] = rest / matrix[at(column, column)];
                } else if (rest > 0) {
                    matrix[at(row, row)] = StrictMath.sqrt(rest);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /// Eigenvalues and eigenvectors by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5).
    private static final class Eigen {

        private final int dimensions;
        private final double[][] values;
        private final double[][] vectors;

        Eigen(double[] matrix, int dimensions) {
            this.dimensions = dimensions;
            values = new double[dimensions][dimensions];
            vectors = new double[dimensions][dimensions];
            for (int row = 0; row < dimensions; row++) {
                vectors[row][row] = 1;
                for (int column = 0; column <= row; column++) {
                    values[row][column] = matrix[at(row, column)];
                    values[column][row] = matrix[at(row, column)];
                }
            }
            for (int sweep = 0; sweep < MOST_SWEEPS && sweep(); sweep++) {
                // Until nothing but the diagonal is left.
            }
        }

        private boolean sweep() {
            boolean rotated = false;
            for (int p = 0; p < dimensions - 1; p++) {
                for (int q = p + 1; q < dimensions; q++) {
                    if (Math.abs(values[p][q]) > 1e-17 * (Math.abs(values[p][p]) + Math.abs(values[q][q]))) {
                        rotate(p, q);
                        rotated = true;
                    }
                }
            }
            return rotated;
        }

        private void rotate(int p, int q) {
            double theta = (values[q][q] - values[p][p]) / (2 * values[p][q]);
            double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + StrictMath.hypot(theta, 1));
            double cosine = 1 / StrictMath.hypot(tangent, 1);
            double sine = tangent * cosine;
            for (int i = 0; i < dimensions; i++) {
                double atP = values[i][p];
                double atQ = values[i][q];
                values[i][p] = cosine * atP - sine * atQ;
                values[i][q] = sine * atP + cosine * atQ;
            }
            for (int i = 0; i < dimensions; i++) {
                double atP = values[p][i];
                double atQ = values[q][i];
                values[p][i] = cosine * atP - sine * atQ;
                values[q][i] = sine * atP + cosine * atQ;
                double ofP = vectors[i][p];
                double ofQ = vectors[i][q];
                vectors[i][p] = cosine * ofP - sine * ofQ;
                vectors[i][q] = sine * ofP + cosine * ofQ;
            }
            values[p][q] = 0;
            values[q][p] = 0;
        }

        double[] floored(double floor) {
            double[] matrix = new double[length(dimensions)];
            for (int row = 0; row < dimensions; row++) {
                for (int column = 0; column <= row; column++) {
                    for (int i = 0; i < dimensions; i++) {
                        matrix[at(row, column)] += vectors[row][i] * Math.max(floor, values[i][i]) * vectors[column][i];
                    }
                }
            }
            return matrix;
        }
    }
}
