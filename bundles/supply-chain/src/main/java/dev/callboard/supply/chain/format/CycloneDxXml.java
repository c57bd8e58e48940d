package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.SecurityDocument;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * CycloneDX as XML. Document types and entities are refused, so nothing outside of the document is
 * ever read.
 */
final class CycloneDxXml implements DocumentFormat {
  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
  private static final Set<String> LISTS = Set.of("components", "dependencies", "vulnerabilities");

  @Override
  public String id() {
    return "cyclonedx";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    CycloneDxParts parts = new CycloneDxParts(to);
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
        if (reader.next() == XMLStreamConstants.DTD) {
          throw PortalException.input("The document has a document type, which is not allowed");
        }
      }
      begin(reader, parts);
      new Body(new XmlValues(reader, limits), reader, parts).read();
      reader.close();
    } catch (XMLStreamException e) {
      throw invalid(e);
    }
    parts.finish();
    return to.build(id());
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("Entities are not allowed");
        });
    return factory;
  }

  private static void begin(XMLStreamReader reader, CycloneDxParts parts) {
    String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
    if (!reader.getLocalName().equals("bom") || !namespace.startsWith(NAMESPACE)) {
      throw PortalException.input(
          "The root element must be 'bom' of the namespace " + NAMESPACE + "1.6 or the like");
    }
    parts.version(new Node(namespace.substring(NAMESPACE.length()), "/bom/@xmlns"));
  }

  private static PortalException invalid(XMLStreamException e) {
    String at =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNumber()
                + ", column "
                + e.getLocation().getColumnNumber();
    String why = String.valueOf(e.getMessage());
    int last = why.lastIndexOf("Message: ");
    return new PortalException(
        dev.callboard.platform.error.ErrorCode.INPUT,
        "The document is not XML within the limits"
            + at
            + ": "
            + Collected.cut(last < 0 ? why : why.substring(last + 9), 300),
        e);
  }

  /** The elements below the root; those of long lists are handed over one at a time. */
  private record Body(XmlValues values, XMLStreamReader reader, CycloneDxParts parts) {
    void read() throws XMLStreamException {
      while (reader.next() != XMLStreamConstants.END_ELEMENT) {
        if (reader.isStartElement()) {
          String name = reader.getLocalName();
          if (LISTS.contains(name)) {
            list(name);
          } else if (name.equals("metadata")) {
            parts.metadata(new Node(values.read(3), "/bom/metadata"));
          } else {
            values.skip(3);
          }
        }
      }
    }

    private void list(String name) throws XMLStreamException {
      for (int i = 1; reader.next() != XMLStreamConstants.END_ELEMENT; ) {
        if (reader.isStartElement()) {
          String pointer = "/bom/" + name + "/" + reader.getLocalName() + "[" + i++ + "]";
          Node item = new Node(values.read(4), pointer);
          switch (name) {
            case "components" -> parts.component(item, "");
            case "dependencies" -> parts.dependency(withNames(item));
            default -> parts.vulnerability(item);
          }
        }
      }
    }

    /** In XML a dependency holds dependencies, in JSON their names. */
    private static Node withNames(Node item) {
      List<String> on = item.nodes("dependency").stream().map(each -> each.need("ref")).toList();
      return new Node(java.util.Map.of("ref", item.need("ref"), "dependsOn", on), item.pointer());
    }
  }
}
