package io.fenji.customer.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// One XML part, event by event. A document type ends it, and so does a single event (a tag, a comment) of more bytes
/// than any real one has.
final class XmlPart implements AutoCloseable {
    private static final long LONGEST_EVENT = 8L << 20;

    /// Counts the bytes since the last event.
    private static final class Guard extends FilterInputStream {
        private final String part;
        private long count;

        Guard(String part, InputStream in) {
            super(in);
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            count++;
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            if (count > LONGEST_EVENT) {
                throw WorkbookFault.malformed(
                        "%s holds a tag or comment of more than %d bytes".formatted(part, LONGEST_EVENT));
            }
            return read;
        }
    }

    private final String part;
    private final Guard bytes;
    private final XMLStreamReader xml;

    XmlPart(String part, InputStream in) {
        this.part = part;
        this.bytes = new Guard(part, in);
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            this.xml = factory.createXMLStreamReader(bytes);
        } catch (XMLStreamException failure) {
            throw WorkbookFault.malformed("%s is not well-formed XML".formatted(part), failure);
        }
    }

    /// The next event, or END_DOCUMENT for ever.
    int next() {
        try {
            if (!xml.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            int event = xml.next();
            bytes.count = 0;
            if (event == XMLStreamConstants.DTD) {
                throw WorkbookFault.unsupported(
                        "DOCTYPE", "%s has a document type (DOCTYPE), which no workbook needs".formatted(part));
            }
            return event;
        } catch (XMLStreamException failure) {
            throw WorkbookFault.malformed(
                    "%s is not well-formed XML: %s".formatted(part, failure.getMessage()), failure);
        }
    }

    /// Goes to the next start tag of any name.
    boolean nextStart() {
        for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    String name() {
        return xml.getLocalName();
    }

    /// An attribute by its local name, whatever its namespace.
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /// The text of an element of strings (`<si>`, `<is>`, `<v>`) to its end, without the phonetic reading (`<rPh>`).
    String text(String element, int longest) {
        StringBuilder text = new StringBuilder();
        int phonetic = 0;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT && name().equals("rPh")) {
                phonetic++;
            } else if (event == XMLStreamConstants.END_ELEMENT && name().equals("rPh")) {
                phonetic--;
            } else if (event == XMLStreamConstants.END_ELEMENT && name().equals(element)) {
                return text.toString();
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw WorkbookFault.malformed("%s ends in the middle".formatted(part));
            } else if (phonetic == 0
                    && (event == XMLStreamConstants.CHARACTERS
                            || event == XMLStreamConstants.CDATA
                            || event == XMLStreamConstants.SPACE)) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                if (text.length() > longest) {
                    throw WorkbookFault.rowTooLarge("A cell has more than %d characters".formatted(longest));
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            xml.close();
            bytes.close();
        } catch (XMLStreamException | IOException failure) {
            throw WorkbookFault.malformed("%s cannot be closed".formatted(part), failure);
        }
    }
}
