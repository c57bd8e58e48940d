package dev.callboard.supply.chain.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the JSON of feeds, one record at a time. */
public final class AdvisoryReader {
  private final DocumentLimits limits;
  private final ObjectMapper mapper;

  /** Creates a reader. */
  public AdvisoryReader(DocumentLimits limits) {
    this.limits = limits;
    this.mapper = new ObjectMapper(JsonWalk.factory(limits));
  }

  /** A record of a feed. What has another type than it must have is refused with its place. */
  public static final class Item {
    private final Node node;

    private Item(Node node) {
      this.node = node;
    }

    /** Returns a text, empty when there is none. */
    public String text(String key) {
      return node.text(key);
    }

    /** Returns a text that must be there. */
    public String need(String key) {
      return node.need(key);
    }

    /** Returns the texts of a list, empty when there is none. */
    public List<String> texts(String key) {
      return node.texts(key);
    }

    /** Returns an object, empty when there is none. */
    public Item item(String key) {
      return new Item(node.node(key));
    }

    /** Returns the objects of a list, empty when there is none. */
    public List<Item> items(String key) {
      return node.nodes(key).stream().map(Item::new).toList();
    }

    /** Returns a refusal that names the place. */
    public PortalException refuse(String problem) {
      return node.refuse(problem);
    }
  }

  /** Reads an object. */
  public Item one(byte[] json) {
    try {
      return new Item(new Node(mapper.readValue(json, Map.class), ""));
    } catch (JsonProcessingException e) {
      throw JsonWalk.invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the records at a place, such as {@code /vulnerabilities/*}. */
  public void each(InputStream json, String place, Consumer<Item> taker) throws IOException {
    new JsonWalk(limits).on(place, node -> taker.accept(new Item(node))).walk(json);
  }
}
