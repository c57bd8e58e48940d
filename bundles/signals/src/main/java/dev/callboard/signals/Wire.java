package dev.callboard.signals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signals.Recipients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Signals as text. Jackson is loaded when the first one comes. */
final class Wire {
  private ObjectMapper mapper;

  /** What a client asks for. */
  record Wish(boolean subscribe, String channel) {}

  private synchronized ObjectMapper mapper() {
    if (mapper == null) {
      mapper = new ObjectMapper();
    }
    return mapper;
  }

  String message(String channel, Map<String, Object> message) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("channel", channel);
    all.put("message", message);
    return write(all);
  }

  private String write(Object value) {
    try {
      return mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw PortalException.input("A signal must consist of JSON values");
    }
  }

  /** Returns what a client's message asks for, or nothing when it asks for nothing we know. */
  Optional<Wish> wish(String text) {
    try {
      JsonNode node = mapper().readTree(text);
      String action = node.path("action").asText();
      JsonNode channel = node.path("channel");
      boolean known = action.equals("subscribe") || action.equals("unsubscribe");
      if (!known || !channel.isTextual() || !Channels.isValid(channel.asText())) {
        return Optional.empty();
      }
      return Optional.of(new Wish(action.equals("subscribe"), channel.asText()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the recipients for a database, null for everyone. */
  String recipients(Recipients recipients) {
    return recipients.everyone() ? null : write(new TreeSet<>(recipients.entityRefs()));
  }

  Recipients recipients(String text) {
    if (text == null) {
      return Recipients.broadcast();
    }
    try {
      return Recipients.users(mapper().readValue(text, new TypeReference<Set<String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row of signals has no recipients that can be read", e);
    }
  }
}
