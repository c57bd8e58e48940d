package dev.callboard.supply.chain.attest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signed statement: DSSE 1.0 around an in-toto Statement (v1 or v0.1).
 *
 * @param statement what is stated
 * @param signer the name of the key that signed it
 */
record Envelope(JsonNode statement, String signer) {
  private static final String TYPE = "application/vnd.in-toto+json";

  /**
   * Opens an envelope.
   *
   * @throws PortalException that says why it is not believed
   */
  static Envelope open(ObjectMapper mapper, byte[] body, AttestationKeys keys) {
    JsonNode json = parse(mapper, body, "The envelope");
    if (!json.path("payloadType").asText().equals(TYPE)) {
      throw PortalException.input("/payloadType must be " + TYPE);
    }
    byte[] payload = base64(json.path("payload"), "/payload");
    String signer = signer(json.path("signatures"), payload, keys);
    JsonNode statement = parse(mapper, payload, "The payload");
    if (!statement.path("_type").asText().matches("https://in-toto\\.io/Statement/v(1|0\\.1)")) {
      throw PortalException.input("The payload must be an in-toto Statement, v1 or v0.1");
    }
    if (statement.path("predicateType").asText().isBlank()
        || statement.path("subject").isEmpty()
        || !statement.path("subject").isArray()) {
      throw PortalException.input("The statement must have a predicateType and a list 'subject'");
    }
    return new Envelope(statement, signer);
  }

  private static JsonNode parse(ObjectMapper mapper, byte[] bytes, String what) {
    try {
      JsonNode json = mapper.readTree(bytes);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw PortalException.input(
          what + " is not JSON within the limits: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    throw PortalException.input(what + " must be a JSON object");
  }

  private static byte[] base64(JsonNode value, String where) {
    try {
      // Both alphabets are allowed by DSSE.
      String text = value.asText().replace('-', '+').replace('_', '/');
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw PortalException.input(where + " must be base64");
    }
    throw PortalException.input(where + " must not be empty");
  }

  private static String signer(JsonNode signatures, byte[] payload, AttestationKeys keys) {
    if (keys.none()) {
      throw PortalException.input(
          "No key is configured that signatures could be checked with:"
              + " supplyChain.attestations.keys");
    }
    byte[] message = message(payload);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < signatures.size() && i < 20; i++) {
      JsonNode each = signatures.get(i);
      String keyId = each.path("keyid").asText();
      byte[] signature = base64(each.path("sig"), "/signatures/" + i + "/sig");
      Optional<String> signer = keys.signer(keyId, signature, message);
      if (signer.isPresent()) {
        return signer.get();
      }
      names.add(
          keyId.isEmpty() ? "one without keyid" : keyId.substring(0, Math.min(80, keyId.length())));
    }
    throw PortalException.notAllowed(
        names.isEmpty()
            ? "The envelope has no signature"
            : "No signature is of a key that is configured; there are: "
                + String.join(", ", names));
  }

  /** By the protocol of DSSE, section "Signature Definition". */
  private static byte[] message(byte[] payload) {
    byte[] head =
        ("DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " ").getBytes(UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head);
    message.writeBytes(payload);
    return message.toByteArray();
  }
}
