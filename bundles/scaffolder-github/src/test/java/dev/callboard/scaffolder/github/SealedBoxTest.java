package dev.callboard.scaffolder.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.junit.jupiter.api.Test;

class SealedBoxTest {
  // Made with libsodium 0.7 for JavaScript: a key pair, and a text that it sealed.
  static final String PUBLIC = "dh2I7IMEE5Gd/p1NHVbxfmU8jJlAgt9bE3uQoK5u33Q=";
  private static final String PRIVATE = "L605/v1/o+IAqcYm7vWZ5hotBVxIqCiKTn5MS8o5KPg=";
  private static final String SEALED =
      "JCwKE0HaCVcxXJA3lZj0DyOrrBA1ySSbnEblXhYn7ihogi/IP1yB2LcIhAKxUDX61XIS586xEzOzqdMDkLOpzLny"
          + "ZJmy59jL40kJYktGfgIOdv9mxbMJHSaQxIyWBdXGcCTl3bY8PDIKHQZjLmQAnZGsvbRCgjOAtzqIYoEXBxTL"
          + "YzE3jw==";
  private static final String TEXT =
      "a secret, ünïcode, and more than sixty-four bytes so that the stream has two blocks";

  /** Opens a box, as GitHub does. */
  static String open(String sealed) {
    byte[] all = Base64.getDecoder().decode(sealed);
    byte[] ephemeral = Arrays.copyOf(all, 32);
    byte[] box = Arrays.copyOfRange(all, 32, all.length);
    byte[] key = SealedBox.key(Base64.getDecoder().decode(PRIVATE), ephemeral);
    XSalsa20Engine cipher =
        SealedBox.cipher(key, SealedBox.nonce(ephemeral, Base64.getDecoder().decode(PUBLIC)));
    byte[] macKey = new byte[32];
    cipher.processBytes(macKey, 0, 32, macKey, 0);
    byte[] expected = box.clone();
    SealedBox.mac(macKey, expected);
    assertEquals(
        Arrays.toString(Arrays.copyOf(expected, 16)), Arrays.toString(Arrays.copyOf(box, 16)));
    byte[] text = new byte[box.length - 16];
    cipher.processBytes(box, 16, text.length, text, 0);
    return new String(text, StandardCharsets.UTF_8);
  }

  @Test
  void what_libsodium_sealed_is_opened_with_the_same_keys_and_nonce() {
    assertEquals(TEXT, open(SEALED));
  }

  @Test
  void what_is_sealed_can_be_opened_and_differs_each_time() {
    SealedBox box = new SealedBox(PUBLIC);
    assertEquals(TEXT, open(box.seal(TEXT)));
    assertEquals("", open(box.seal("")));
    assertNotEquals(box.seal(TEXT), box.seal(TEXT));
  }

  @Test
  void what_is_no_key_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new SealedBox("AAAA"));
    assertThrows(IllegalArgumentException.class, () -> new SealedBox("***"));
  }
}
