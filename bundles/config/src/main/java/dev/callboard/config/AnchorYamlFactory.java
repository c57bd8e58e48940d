package dev.callboard.config;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Makes parsers that tell the anchors of texts too; Jackson's own tells those of collections. */
final class AnchorYamlFactory extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  AnchorYamlFactory() {
    super(
        YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .loaderOptions(options()));
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    // Our own limits come first: they know the line and have a better text.
    options.setCodePointLimit(FileAccess.MAX_BYTES);
    options.setNestingDepthLimit(2 * TreeReader.MAX_DEPTH);
    return options;
  }

  @Override
  protected YAMLParser _createParser(Reader reader, IOContext context) throws IOException {
    return new Parser(
        context, _parserFeatures, _yamlParserFeatures, _loaderOptions, _objectCodec, reader);
  }

  /** Reads YAML tokens. */
  static final class Parser extends YAMLParser {
    private Parser(
        IOContext context,
        int features,
        int yamlFeatures,
        LoaderOptions options,
        ObjectCodec codec,
        Reader reader) {
      super(context, features, yamlFeatures, options, codec, reader);
    }

    /** The anchor of the current value, or null. */
    String anchor() throws IOException {
      return _lastEvent instanceof ScalarEvent scalar ? scalar.getAnchor() : getObjectId();
    }

    /** Whether the current value is an alias, whose text is the name of an anchor. */
    boolean alias() {
      return _currentIsAlias;
    }
  }
}
