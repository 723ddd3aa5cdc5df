package io.fenji.engine.value.numeric;

import java.util.Optional;

/// Small dense matrices, row by row.
public final class Matrices {

    private Matrices() {}

    public static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    public static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    static double largest(double[] vector) {
        double largest = 0;
        for (double element : vector) {
            largest = StrictMath.max(largest, StrictMath.abs(element));
        }
        return largest;
    }

    /// The lower Cholesky factor; empty unless the matrix is positive definite, well enough to be inverted.
    public static Optional<double[][]> cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i != j) {
                    factor[i][j] = rest / factor[j][j];
                } else if (rest > 1e-10 * StrictMath.abs(matrix[i][i])) {
                    factor[i][i] = StrictMath.sqrt(rest);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(factor);
    }

    /// The inverse of a positive definite matrix; empty for any other.
    public static Optional<double[][]> inverse(double[][] matrix) {
        return cholesky(matrix).map(Matrices::inverseOfFactored);
    }

    private static double[][] inverseOfFactored(double[][] factor) {
        int n = factor.length;
        double[][] inverse = new double[n][n];
        for (int column = 0; column < n; column++) {
            double[] solution = new double[n];
            for (int i = 0; i < n; i++) {
                double rest = i == column ? 1 : 0;
                for (int k = 0; k < i; k++) {
                    rest -= factor[i][k] * solution[k];
                }
                solution[i] = rest / factor[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double rest = solution[i];
                for (int k = i + 1; k < n; k++) {
                    rest -= factor[k][i] * inverse[k][column];
                }
                inverse[i][column] = rest / factor[i][i];
            }
        }
        return inverse;
    }
}
