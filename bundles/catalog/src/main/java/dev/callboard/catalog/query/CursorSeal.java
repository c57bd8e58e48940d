package dev.callboard.catalog.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes cursors of JSON objects that nobody but the server can make or change, each for one caller.
 * A cursor stays base64 of JSON, since Backstage's client looks into it; its last field, {@code
 * mac}, is 128 bits of HMAC-SHA256 (RFC 2104) over the caller and what stands before. Thread-safe;
 * blocks at the first use, when the key is read.
 */
@Component(service = CursorSeal.class)
public final class CursorSeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 16;
  private static final byte[] FIELD = ",\"mac\":\"".getBytes(UTF_8);
  private static final byte[] END = "\"}".getBytes(UTF_8);
  private static final int TAIL = FIELD.length + (MAC_BYTES * 4 + 2) / 3 + END.length;

  private final Supplier<byte[]> key;

  /** Called by the framework. */
  @Activate
  public CursorSeal(@Reference PluginDatabase database) {
    this(new CursorKey(requireNonNull(database, "database is null")));
  }

  /** Creates a seal with a key. */
  public CursorSeal(Supplier<byte[]> key) {
    this.key = requireNonNull(key, "key is null");
  }

  /**
   * Makes a cursor.
   *
   * @param json a JSON object that is not empty
   * @param caller who may use it
   */
  public String seal(byte[] json, String caller) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream(json.length + TAIL);
    sealed.write(json, 0, json.length - 1);
    sealed.writeBytes(tail(json, caller));
    return Base64.getEncoder().encodeToString(sealed.toByteArray());
  }

  /**
   * Returns the JSON object of a cursor.
   *
   * @throws PortalException with code {@code INPUT} when it is none, was changed, or was made for
   *     somebody else
   */
  public byte[] open(String cursor, String caller) {
    byte[] sealed = decode(cursor);
    int length = sealed.length - TAIL;
    if (length > 0) {
      byte[] json = Arrays.copyOf(sealed, length + 1);
      json[length] = '}';
      byte[] tail = Arrays.copyOfRange(sealed, length, sealed.length);
      if (MessageDigest.isEqual(tail, tail(json, caller))) {
        return json;
      }
    }
    throw malformed(
        "it was changed, or was not made for this caller by this server; start anew without"
            + " cursor");
  }

  static PortalException malformed(String what) {
    return PortalException.input("Malformed cursor: " + what);
  }

  private static byte[] decode(String cursor) {
    try {
      // A plus sign that was not percent-encoded arrives as a blank.
      String standard = cursor.replace(' ', '+').replace('-', '+').replace('_', '/');
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      throw malformed("not base64");
    }
  }

  private byte[] tail(byte[] json, String caller) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.get(), ALGORITHM));
      mac.update(caller.getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] code = Arrays.copyOf(mac.doFinal(json), MAC_BYTES);
      ByteArrayOutputStream tail = new ByteArrayOutputStream(TAIL);
      tail.writeBytes(FIELD);
      tail.writeBytes(Base64.getUrlEncoder().withoutPadding().encode(code));
      tail.writeBytes(END);
      return tail.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
