package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Turns elements of CycloneDX into the values that its JSON form has. Not thread-safe. */
final class XmlValues {
  /** Elements that hold a list in JSON. */
  private static final Set<String> LISTS =
      Set.of("components", "references", "ratings", "affects", "tools");

  private final XMLStreamReader reader;
  private final DocumentLimits limits;

  XmlValues(XMLStreamReader reader, DocumentLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** Reads the element that the reader is at, up to its end: a text, a list or an object. */
  Object read(int depth) throws XMLStreamException {
    requireDepth(depth);
    String element = reader.getLocalName();
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      object.put(reader.getAttributeLocalName(i), limited(reader.getAttributeValue(i)));
    }
    List<Object> items = new ArrayList<>();
    List<Object> dependencies = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean leaf = true;
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isStartElement()) {
        leaf = false;
        String name = reader.getLocalName();
        Object value = read(depth + 1);
        if (element.equals("licenses")) {
          items.add(Map.of(name, value));
        } else if (name.equals("dependency")) {
          dependencies.add(value);
        } else {
          items.add(value);
          object.put(name, value);
        }
      } else if (reader.isCharacters()) {
        text.append(reader.getText());
        limited(text);
      }
    }
    if (LISTS.contains(element) || element.equals("licenses")) {
      // The tools of 1.5 and later are an object with components, as in JSON.
      return element.equals("tools") && object.containsKey("components") ? object : items;
    }
    if (!dependencies.isEmpty()) {
      object.put("dependency", dependencies);
    }
    boolean isText = leaf && (object.isEmpty() || !text.toString().isBlank());
    return isText ? text.toString().strip() : object;
  }

  /** Passes over the element that the reader is at. */
  void skip(int depth) throws XMLStreamException {
    int open = 1;
    while (open > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        open++;
        requireDepth(depth + open);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      }
    }
  }

  private void requireDepth(int depth) {
    if (depth > limits.depth()) {
      throw new PortalException(
          ErrorCode.INPUT,
          "The document is nested deeper than "
              + limits.depth()
              + " at line "
              + reader.getLocation().getLineNumber());
    }
  }

  private <T extends CharSequence> T limited(T text) {
    if (text.length() > limits.text()) {
      throw new PortalException(
          ErrorCode.INPUT,
          "A text has more than "
              + limits.text()
              + " characters at line "
              + reader.getLocation().getLineNumber());
    }
    return text;
  }
}
