package dev.callboard.supply.chain.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.SecurityDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds out the format of a document and reads it. Thread-safe. */
public final class DocumentReader {
  private static final String KNOWN =
      "CycloneDX 1.1 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tags), SPDX 3.0 (JSON-LD), SARIF"
          + " 2.1.0, Trivy, Grype, Dependency-Track, OSV-Scanner, Dependabot and code scanning"
          + " alerts, OpenVEX and CSAF 2.0";

  /**
   * Reads a document.
   *
   * @throws PortalException that says what is wrong, where, and what would be right
   */
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    if (body.length > limits.bytes()) {
      throw new PortalException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The document has more than "
              + limits.bytes()
              + " bytes, see supplyChain.limits.document");
    }
    return format(body, limits).read(body, limits);
  }

  private static DocumentFormat format(byte[] body, DocumentLimits limits) {
    String start = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
    String text = start.startsWith("\uFEFF") ? start.substring(1).strip() : start.strip();
    if (text.isEmpty()) {
      throw PortalException.input("The document is empty; send one of " + KNOWN);
    }
    if (text.startsWith("<")) {
      return new CycloneDxXml();
    }
    if (text.startsWith("SPDXVersion:") || text.contains("\nSPDXVersion:")) {
      return new SpdxTags();
    }
    if (!text.startsWith("{") && !text.startsWith("[")) {
      throw PortalException.input("The format is not known; send one of " + KNOWN);
    }
    return byKeys(heads(body, limits), text.startsWith("["));
  }

  /** Returns the keys of the first object, with the texts that some of them have. */
  private static Map<String, String> heads(byte[] body, DocumentLimits limits) {
    Map<String, String> heads = new LinkedHashMap<>();
    try (JsonParser parser = JsonWalk.factory(limits).createParser(body)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        parser.nextToken();
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return heads;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        heads.put(name, token.isScalarValue() ? String.valueOf(parser.getText()) : "");
        parser.skipChildren();
      }
      return heads;
    } catch (JsonProcessingException e) {
      throw JsonWalk.invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DocumentFormat byKeys(Map<String, String> heads, boolean list) {
    if (list) {
      if (heads.containsKey("security_advisory")) {
        return new Dependabot();
      }
      if (heads.containsKey("vulnerability") && heads.containsKey("component")) {
        return new DependencyTrack(true);
      }
      if (heads.containsKey("rule") && heads.containsKey("tool")) {
        return new CodeScanning();
      }
      // A repository without alerts gives an empty list.
      if (heads.isEmpty()) {
        return new Dependabot();
      }
      throw unknown(heads);
    }
    String context = heads.getOrDefault("@context", "");
    if (heads.getOrDefault("bomFormat", "").equals("CycloneDX")) {
      return new CycloneDxJson();
    }
    if (heads.containsKey("spdxVersion")) {
      return new SpdxJson();
    }
    if (context.contains("openvex.dev")) {
      return new OpenVex();
    }
    if (context.contains("spdx.org/rdf/3") || heads.containsKey("@graph")) {
      return new Spdx3Json();
    }
    if (heads.containsKey("document") && !heads.containsKey("runs")) {
      return new Csaf();
    }
    if (heads.containsKey("runs") && heads.containsKey("version")) {
      return new Sarif();
    }
    if (heads.containsKey("SchemaVersion")) {
      return new TrivyJson();
    }
    if (heads.containsKey("matches")) {
      return new GrypeJson();
    }
    if (heads.containsKey("findings") && heads.containsKey("meta")) {
      return new DependencyTrack(false);
    }
    if (heads.containsKey("results")) {
      return new OsvScanner();
    }
    throw refused(heads);
  }

  private static PortalException refused(Map<String, String> heads) {
    if (heads.containsKey("payloadType")) {
      return PortalException.input(
          "The document is an in-toto envelope; send it to attestations, where its signature is"
              + " checked");
    }
    if (heads.containsKey("affected") && heads.containsKey("id")) {
      return PortalException.input(
          "The document is an advisory of OSV, not one about an entity; send it to feeds/osv");
    }
    return unknown(heads);
  }

  private static PortalException unknown(Map<String, String> heads) {
    String keys = Collected.cut(String.join(", ", heads.keySet()), 200);
    return PortalException.input(
        "The format is not known by its keys (" + keys + "); send one of " + KNOWN);
  }
}
