/// Excel workbooks (XLSX), read as texts with flat memory. Written by hand on a streaming XML parser: each cell's
/// address, each text and each part is measured before it takes memory, and a document type is refused where it
/// stands.
@NullMarked
package io.fenji.customer.workbook;

import org.jspecify.annotations.NullMarked;
