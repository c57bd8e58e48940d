package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals the secrets of tasks with AES-256 in Galois counter mode, bound to the task. The key is
 * {@code scaffolder.secrets.key} (32 bytes as base64, the same on all nodes), or one that is made
 * at the first use and kept in the data directory. Thread-safe; blocks while the key is read.
 */
@Component(service = SecretBox.class)
public final class SecretBox {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final Supplier<Config> config;
  private final SecureRandom random = new SecureRandom();

  /** Called by the framework. */
  @Activate
  public SecretBox(BundleContext context, @Reference ConfigService config) {
    this(
        Path.of(context.getProperty("callboard.data"), "scaffolder", "secrets.key"),
        config::current);
  }

  /** Creates a box with its key in a file. */
  SecretBox(Path file, Supplier<Config> config) {
    this.file = file;
    this.config = config;
  }

  /** Seals secrets; none gives no bytes, so that there is nothing to open. */
  byte[] seal(String taskId, Map<String, String> secrets) {
    return sealValues(taskId, secrets);
  }

  /** Seals JSON values by name, as {@link #seal}. */
  byte[] sealValues(String name, Map<String, ?> secrets) {
    if (secrets.isEmpty()) {
      return new byte[0];
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(
            Cipher.ENCRYPT_MODE,
            name,
            nonce,
            JsonText.write(secrets).getBytes(StandardCharsets.UTF_8));
    byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
    return all;
  }

  /**
   * Opens what was sealed.
   *
   * @throws PortalException with code {@code CONFLICT} when it was sealed with another key
   */
  Map<String, String> open(String taskId, byte[] sealed) {
    Map<String, String> secrets = new LinkedHashMap<>();
    openValues(taskId, sealed).forEach((name, value) -> secrets.put(name, (String) value));
    return secrets;
  }

  /** Opens what {@link #sealValues} sealed, as {@link #open}. */
  Map<String, Object> openValues(String name, byte[] sealed) {
    if (sealed == null || sealed.length == 0) {
      return Map.of();
    }
    byte[] text =
        crypt(
            Cipher.DECRYPT_MODE,
            name,
            Arrays.copyOf(sealed, NONCE_BYTES),
            Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    return JsonText.object(new String(text, StandardCharsets.UTF_8));
  }

  private byte[] crypt(int mode, String taskId, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(taskId.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new PortalException(
          ErrorCode.CONFLICT,
          "The secrets of the task were sealed with another key: nodes that share a database need"
              + " the same scaffolder.secrets.key",
          e);
    }
  }

  private synchronized byte[] key() {
    byte[] key = config.get().string("scaffolder.secrets.key").map(this::decoded).orElse(null);
    if (key != null) {
      return key;
    }
    try {
      return Files.exists(file) ? decoded(Files.readString(file).strip()) : made();
    } catch (IOException e) {
      throw new UncheckedIOException("The key for secrets of tasks cannot be read", e);
    }
  }

  private byte[] decoded(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Told below: the message of the exception could show a part of the key.
    }
    throw PortalException.input(
        "scaffolder.secrets.key must be "
            + KEY_BYTES
            + " bytes as base64, as made by"
            + " 'openssl rand -base64 32'");
  }

  private byte[] made() throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, Base64.getEncoder().encodeToString(key));
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(draft);
    }
    return key;
  }
}
