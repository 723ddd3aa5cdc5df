package io.fenji.report.document;

import io.fenji.report.document.Table.Column;
import java.util.List;
import java.util.function.Consumer;

/// A table too long for a page or for memory: its rows are told one by one, each time it is asked.
///
/// @param rows calls the consumer with each row's cells, in order
public record RowTable(String title, List<Column> columns, Consumer<Consumer<List<Cell>>> rows) {}
