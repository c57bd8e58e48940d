package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyEncryptionTest {
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  @TempDir Path data;

  private static String key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static MapConfig with(Object... keys) {
    return Lab.config().with("auth.keyEncryption.keys", List.of(keys));
  }

  private Lab lab(Object... keys) {
    return new Lab(data, with(keys));
  }

  /** Makes all keys. */
  private static String use(Lab lab) {
    lab.authority.pluginKeys().signingKey();
    lab.authority.signInKey().get();
    return lab.userToken();
  }

  private List<Path> files() {
    return List.of(
        data.resolve("keys/user.json"),
        data.resolve("keys/plugin.json"),
        data.resolve("keys/sign-in.key"));
  }

  private void assertSealed(boolean sealed) throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file);
      assertEquals(sealed, text.startsWith("callboard-sealed:v1:"), file + " has " + text);
      assertEquals(!sealed && file.toString().endsWith(".json"), text.contains("\"d\""));
    }
  }

  private static String problem(Lab lab) {
    return new IdentityHealth(lab.authority).notReady().orElseThrow();
  }

  @Test
  void with_a_configured_key_no_file_has_a_readable_key() throws IOException {
    String token = use(lab(OLD));
    assertSealed(true);
    assertEquals(Lab.USER, lab(OLD).authenticate(token).getName());
  }

  @Test
  void what_was_readable_before_is_encrypted_and_still_good() throws IOException {
    Lab plain = new Lab(data);
    String token = use(plain);
    byte[] signIn = plain.authority.signInKey().get();
    assertSealed(false);
    Lab lab = lab(OLD);
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    lab.authority.pluginKeys().verificationKeys();
    assertTrue(java.util.Arrays.equals(signIn, lab.authority.signInKey().get()));
    assertSealed(true);
  }

  @Test
  void A12_keys_are_changed_without_ending_a_token() throws IOException {
    String token = use(lab(OLD));
    List<String> before = texts();
    Lab both = lab(NEW, OLD);
    use(both);
    assertEquals(Lab.USER, both.authenticate(token).getName());
    for (int i = 0; i < before.size(); i++) {
      assertNotEquals(before.get(i), texts().get(i));
    }
    assertEquals(Lab.USER, lab(NEW).authenticate(token).getName());
  }

  @Test
  void A12_keys_are_changed_while_the_server_runs() throws IOException {
    Lab lab = lab(OLD);
    String token = use(lab);
    List<String> before = texts();
    lab.authority.configChanged(lab.used(), with(NEW, OLD));
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    use(lab);
    for (int i = 0; i < before.size(); i++) {
      assertNotEquals(before.get(i), texts().get(i));
    }
  }

  private List<String> texts() throws IOException {
    List<String> texts = new java.util.ArrayList<>();
    for (Path file : files()) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  @Test
  void A12_with_the_wrong_key_nothing_is_made_anew() throws IOException {
    use(lab(OLD));
    List<String> before = texts();
    for (Lab lab : List.of(lab(NEW), new Lab(data))) {
      PortalException thrown = assertThrows(PortalException.class, lab::userToken);
      assertEquals(ErrorCode.INTERNAL, thrown.code());
      assertTrue(thrown.getMessage().startsWith("user.json is encrypted with the key "));
      assertTrue(thrown.getMessage().contains("not in auth.keyEncryption.keys"));
      assertTrue(problem(lab).startsWith("user.json is encrypted"), problem(lab));
      assertThrows(PortalException.class, () -> lab.authority.signInKey().get());
    }
    assertEquals(before, texts());
  }

  @Test
  void a_file_that_was_changed_or_put_in_the_place_of_another_is_told() throws IOException {
    use(lab(OLD));
    Path user = data.resolve("keys/user.json");
    Files.copy(data.resolve("keys/plugin.json"), user, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(problem(lab(OLD)).contains("user.json was changed"));
    Files.writeString(user, "callboard-sealed:v1:");
    assertTrue(problem(lab(OLD)).contains("user.json is encrypted with the key"));
  }

  @Test
  void a_key_that_is_none_is_told_without_its_text_and_nothing_is_written() {
    for (Object wrong : List.of("short-secret", key(1).substring(4), "ä".repeat(44))) {
      Lab lab = lab(OLD, wrong);
      String problem = problem(lab);
      assertTrue(problem.startsWith("auth.keyEncryption.keys[1] must be 32 bytes"), problem);
      assertFalse(problem.contains((String) wrong), problem);
      assertThrows(PortalException.class, lab::userToken);
    }
    Lab empty = lab();
    assertTrue(problem(empty).contains("auth.keyEncryption.keys is missing or empty"));
    assertThrows(PortalException.class, empty::userToken);
    assertFalse(Files.exists(data.resolve("keys/user.json")));
  }

  @Test
  void another_mistake_does_not_switch_encryption_off() throws IOException {
    Lab lab = new Lab(data, with(OLD).with("auth.providers.guest.userEntityRef", "nobody"));
    use(lab);
    assertSealed(true);
  }

  @Test
  void a_wrong_reload_leaves_the_key_as_it_was() throws IOException {
    Lab lab = lab(OLD);
    String token = use(lab);
    lab.authority.configChanged(lab.used(), with("short"));
    assertEquals(Lab.USER, lab.authenticate(token).getName());
    assertSealed(true);
  }
}
