package dev.callboard.catalog.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.catalog.spi.PlaceholderResolver;
import dev.callboard.catalog.yaml.YamlException;
import dev.callboard.catalog.yaml.YamlLimits;
import dev.callboard.catalog.yaml.YamlReader;
import dev.callboard.platform.error.PortalException;
import java.util.List;

/** The placeholders {@code $text}, {@code $json} and {@code $yaml}. */
public final class FileResolvers {
  private FileResolvers() {}

  /** Returns the resolvers; what they read is bounded by these limits. */
  public static List<PlaceholderResolver> create(YamlLimits limits) {
    YamlReader yaml = new YamlReader(limits);
    JsonMapper json = json(limits);
    return List.of(
        new Named("text", (value, source) -> source.read(value)),
        new Named("json", (value, source) -> parseJson(json, value, source.read(value))),
        new Named("yaml", (value, source) -> parseYaml(yaml, value, source.read(value))));
  }

  private interface Resolve {
    Object apply(String value, PlaceholderResolver.Source source);
  }

  private record Named(String name, Resolve how) implements PlaceholderResolver {
    @Override
    public Object resolve(String value, Source source) {
      return how.apply(value, source);
    }
  }

  private static JsonMapper json(YamlLimits limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.documentCodePoints())
                    .maxDocumentLength(limits.fileBytes())
                    .maxNumberLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  private static Object parseJson(JsonMapper json, String reference, String text) {
    try {
      return json.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw PortalException.input(
          "failed to parse JSON data at " + reference + ", " + e.getOriginalMessage() + where);
    }
  }

  private static Object parseYaml(YamlReader yaml, String reference, String text) {
    try {
      return yaml.readOne(text);
    } catch (YamlException e) {
      throw PortalException.input(
          "failed to parse YAML data at "
              + reference
              + ", "
              + e.getMessage()
              + " at line "
              + e.line()
              + ", column "
              + e.column());
    }
  }
}
