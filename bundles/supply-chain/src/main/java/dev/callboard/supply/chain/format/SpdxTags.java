package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.PortalException;
import dev.callboard.supply.chain.model.SecurityDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** SPDX 2.2 and 2.3 as lines of tags and values; a text between {@code <text>} spans lines. */
final class SpdxTags implements DocumentFormat {
  @Override
  public String id() {
    return "spdx";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    try (BufferedReader lines =
        new BufferedReader(
            new StringReader(Node.storable(new String(body, StandardCharsets.UTF_8))))) {
      new Lines(lines, new SpdxParts(to), limits).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to.build(id());
  }

  private static final class Lines {
    private final BufferedReader lines;
    private final SpdxParts parts;
    private final DocumentLimits limits;
    private final Map<String, String> pkg = new HashMap<>();
    private int line;
    private int begun;

    Lines(BufferedReader lines, SpdxParts parts, DocumentLimits limits) {
      this.lines = lines;
      this.parts = parts;
      this.limits = limits;
    }

    void read() throws IOException {
      for (String text = next(); text != null; text = next()) {
        if (!text.isBlank() && !text.startsWith("#")) {
          int colon = text.indexOf(':');
          if (colon < 1) {
            throw refuse("must be '<tag>: <value>'");
          }
          tag(text.substring(0, colon).strip(), value(text.substring(colon + 1).strip()));
        }
      }
      finish();
      parts.requireVersion();
    }

    private String next() throws IOException {
      line++;
      String text = lines.readLine();
      if (text != null && text.length() > limits.text()) {
        throw refuse("has more than " + limits.text() + " characters");
      }
      return text;
    }

    private String value(String first) throws IOException {
      if (!first.startsWith("<text>")) {
        return first;
      }
      int from = line;
      StringBuilder text = new StringBuilder(first);
      while (text.indexOf("</text>") < 0) {
        String more = next();
        if (more == null) {
          line = from;
          throw refuse("begins a <text> that has no </text>");
        }
        text.append('\n').append(more);
        if (text.length() > limits.text()) {
          line = from;
          throw refuse("begins a text of more than " + limits.text() + " characters");
        }
      }
      return text.substring(6, text.indexOf("</text>"));
    }

    private void tag(String tag, String value) {
      switch (tag) {
        case "SPDXVersion" -> parts.version(new Node(value, at(line)));
        case "Creator" -> parts.creator(value);
        case "PackageName" -> {
          finish();
          begun = line;
          pkg.put(tag, value);
        }
        case "FileName", "SnippetSPDXID", "LicenseID" -> finish();
        case "ExternalRef" -> external(value);
        case "Relationship" -> relation(value);
        default -> {
          if (!pkg.isEmpty()) {
            pkg.putIfAbsent(tag, value);
          }
        }
      }
    }

    private void external(String value) {
      String[] words = value.split("\\s+");
      if (words.length == 3 && words[1].equals("purl")) {
        pkg.putIfAbsent("purl", words[2]);
      }
    }

    private void relation(String value) {
      String[] words = value.split("\\s+");
      if (words.length != 3) {
        throw refuse("must be 'Relationship: <id> <type> <id>'");
      }
      parts.relation(words[0], words[1], words[2]);
    }

    private void finish() {
      if (pkg.isEmpty()) {
        return;
      }
      String id = pkg.getOrDefault("SPDXID", "");
      if (id.isEmpty()) {
        line = begun;
        throw refuse("begins a package without SPDXID");
      }
      parts.pkg(
          new Node(null, at(begun)),
          id,
          pkg.get("PackageName"),
          pkg.getOrDefault("PackageVersion", ""),
          SpdxParts.licence(
              pkg.getOrDefault("PackageLicenseConcluded", ""),
              pkg.getOrDefault("PackageLicenseDeclared", "")),
          pkg.getOrDefault("purl", ""));
      pkg.clear();
    }

    private static String at(int line) {
      return "Line " + line;
    }

    private PortalException refuse(String problem) {
      return PortalException.input(at(line) + " " + problem);
    }
  }
}
