package io.fenji.engine.clustering;

import java.util.Arrays;

/// The assignment problem by the Hungarian method, with shortest augmenting paths (Jonker and Volgenant,
/// 1987).
final class Assignment {

    private Assignment() {}

    /// Gives rows columns, each one at most, so that the sum of their costs is the least; as many pairs as
    /// rows or columns, whichever are fewer.
    ///
    /// @return a row's column, or -1
    static int[] least(double[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows <= columns) {
            return rowByRow(costs, rows, columns);
        }
        double[][] turned = new double[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column][row] = costs[row][column];
            }
        }
        int[] assigned = new int[rows];
        Arrays.fill(assigned, -1);
        int[] byColumn = rowByRow(turned, columns, rows);
        for (int column = 0; column < columns; column++) {
            assigned[byColumn[column]] = column;
        }
        return assigned;
    }

    /// Brings in one row after the other; row and column 0 are none.
    private static int[] rowByRow(double[][] costs, int rows, int columns) {
        double[] ofRow = new double[rows + 1];
        double[] ofColumn = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            int[] before = new int[columns + 1];
            double[] least = new double[columns + 1];
            boolean[] visited = new boolean[columns + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            rowOf[0] = row;
            int column = 0;
            while (rowOf[column] != 0) {
                visited[column] = true;
                int at = rowOf[column];
                int nearest = -1;
                for (int next = 1; next <= columns; next++) {
                    if (!visited[next]) {
                        double cost = costs[at - 1][next - 1] - ofRow[at] - ofColumn[next];
                        if (cost < least[next]) {
                            least[next] = cost;
                            before[next] = column;
                        }
                        nearest = nearest < 0 || least[next] < least[nearest] ? next : nearest;
                    }
                }
                double step = least[nearest];
                for (int next = 0; next <= columns; next++) {
                    if (visited[next]) {
                        ofRow[rowOf[next]] += step;
                        ofColumn[next] -= step;
                    } else {
                        least[next] -= step;
                    }
                }
                column = nearest;
            }
            while (column != 0) {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }
        int[] columnOf = new int[rows];
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] > 0) {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }
}
