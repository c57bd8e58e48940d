package dev.callboard.supply.chain.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps what systems tell one item at a time as documents, as if somebody had sent the list of all
 * items. The newest word about an item counts, so that it does not matter how often and in which
 * order it comes. Thread-safe; blocks.
 */
@Component(service = ToldFindings.class)
public final class ToldFindings {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final Documents documents;
  private final IdentityService identity;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * What is told of an item.
   *
   * @param key what it is known by
   * @param millis when it was so
   * @param body as a document of the source has it; empty when it is gone
   */
  record Item(String key, long millis, Map<String, Object> body) {}

  /** Called by Declarative Services. */
  @Activate
  public ToldFindings(@Reference Documents documents, @Reference IdentityService identity) {
    this.documents = requireNonNull(documents, "documents is null");
    this.identity = requireNonNull(identity, "identity is null");
  }

  /**
   * Takes items; what one says is added to what is known of it.
   *
   * @param merge whether a part that is not told stays as it was
   */
  void take(String entityRef, String source, List<Item> items, boolean merge) {
    documents.update(
        entityRef,
        source,
        c -> {
          boolean any = false;
          Map<String, String> known =
              merge ? ToldTable.items(c, entityRef, source, Long.MAX_VALUE) : Map.of();
          for (Item each : items) {
            String before = known.getOrDefault(each.key(), "");
            any |=
                ToldTable.put(c, entityRef, source, each.key(), each.millis(), body(each, before));
          }
          return any ? Optional.of(list(c, entityRef, source)) : Optional.empty();
        },
        self());
  }

  /** Forgets the items told up to a time that are no longer there. */
  void retain(String entityRef, String source, long millis, Predicate<Map<String, Object>> there) {
    documents.update(
        entityRef,
        source,
        c -> {
          boolean any = false;
          for (Map.Entry<String, String> each :
              ToldTable.items(c, entityRef, source, millis - 1).entrySet()) {
            if (!there.test(read(each.getValue()))) {
              any |= ToldTable.put(c, entityRef, source, each.getKey(), millis, "");
            }
          }
          return any ? Optional.of(list(c, entityRef, source)) : Optional.empty();
        },
        self());
  }

  /** Stores a bill of materials unless a newer one is known; returns whether it was stored. */
  boolean bill(String entityRef, String source, long millis, byte[] body) {
    return documents
        .update(
            entityRef,
            source,
            c ->
                ToldTable.put(c, entityRef, source, "bom", millis, "")
                    ? Optional.of(body)
                    : Optional.empty(),
            self())
        .isPresent();
  }

  private PortalPrincipal self() {
    return identity.system("supply-chain");
  }

  private String body(Item item, String before) {
    if (item.body().isEmpty()) {
      return "";
    }
    Map<String, Object> body = before.isEmpty() ? new LinkedHashMap<>() : read(before);
    item.body().forEach((key, value) -> body.merge(key, value, ToldFindings::merged));
    try {
      return mapper.writeValueAsString(Payload.small(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Object merged(Object before, Object now) {
    if (!(before instanceof Map<?, ?> old) || !(now instanceof Map<?, ?> fresh)) {
      return now;
    }
    Map<Object, Object> both = new LinkedHashMap<>(old);
    both.putAll(fresh);
    return both;
  }

  private Map<String, Object> read(String json) {
    try {
      return mapper.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the document that all items make; nothing when there is none left. */
  private static byte[] list(Connection c, String entityRef, String source) throws SQLException {
    Map<String, String> items = ToldTable.items(c, entityRef, source, Long.MAX_VALUE);
    return items.isEmpty()
        ? new byte[0]
        : ("[" + String.join(",", items.values()) + "]").getBytes(UTF_8);
  }
}
