package io.fenji.customer.file;

import java.util.List;

/// A row of a file as texts.
///
/// @param line where it begins: the line of a text file, the row of a sheet; the first is 1
/// @param values in the order of the header; the reader may use nothing of it after the call
public record Row(long line, List<String> values) {}
