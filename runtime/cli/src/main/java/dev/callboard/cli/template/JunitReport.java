package dev.callboard.cli.template;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes results in the XML format of JUnit's ant task, which build servers read: a suite for each
 * file.
 */
final class JunitReport {
  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(Path file, List<TestResult> results) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JunitReport(xml).write(results);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private void write(List<TestResult> results) throws XMLStreamException {
    Map<String, List<TestResult>> suites =
        results.stream()
            .collect(
                Collectors.groupingBy(TestResult::file, LinkedHashMap::new, Collectors.toList()));
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    counts(results);
    for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", clean(suite.getKey()));
      counts(suite.getValue());
      for (TestResult result : suite.getValue()) {
        testCase(result);
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void counts(List<TestResult> results) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(results.size()));
    long failures = results.stream().filter(result -> !result.passed()).count();
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("time", seconds(results.stream().mapToLong(TestResult::millis).sum()));
  }

  private void testCase(TestResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(result.file()));
    xml.writeAttribute("name", clean(result.name()));
    xml.writeAttribute("time", seconds(result.millis()));
    if (!result.passed()) {
      xml.writeStartElement("failure");
      xml.writeAttribute(
          "message", clean(result.findings().get(0).message().lines().findFirst().orElse("")));
      xml.writeCharacters(
          clean(
              result.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"))));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
  }
}
