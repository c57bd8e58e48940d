package dev.callboard.platform.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.error.PortalException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String SECRET = "0123456789abcdef";

  @Test
  void theSignatureIsAnHmacOverIdTimeAndBody() throws Exception {
    byte[] body = "{\"a\":1}".getBytes(UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    String expected =
        "v1,"
            + Base64.getEncoder()
                .encodeToString(mac.doFinal("id-1.1700000000.{\"a\":1}".getBytes(UTF_8)));
    WebhookSignature signature = WebhookSignature.of("", SECRET);
    assertEquals(expected, signature.sign("id-1", 1_700_000_000L, body));
    assertNotEquals(expected, signature.sign("id-1", 1_700_000_001L, body));
    assertNotEquals(expected, signature.sign("id-2", 1_700_000_000L, body));
    String encoded = "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
    assertEquals(expected, WebhookSignature.of("", encoded).sign("id-1", 1_700_000_000L, body));
  }

  @Test
  void aSecretThatIsTooShortIsRefusedWithoutShowingIt() {
    for (String bad : new String[] {"", "123456789012345", "whsec_MTIz", "whsec_%%%secret%%%"}) {
      PortalException e =
          assertThrows(PortalException.class, () -> WebhookSignature.of("webhook 'x': ", bad));
      assertFalse(e.getMessage().contains("12345"), e.getMessage());
      assertFalse(e.getMessage().contains("%%%"), e.getMessage());
    }
    WebhookSignature.of("", "1234567890123456");
    WebhookSignature.of("", "12345678901234567");
  }

  @Test
  void G4_aSecretIsNotShownByAnyText() {
    assertFalse(WebhookSignature.of("", SECRET).toString().contains(SECRET));
  }
}
