package dev.callboard.catalog.rest.entities;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.query.QueryLimits;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Weak entity tags of lists, made of all that an answer is made of: the generation of the index,
 * who asks, what that caller may read, the query and the limits. So an answer that the caller has
 * already is neither searched for nor written again.
 *
 * <p>A tag is 128 bits of HMAC-SHA256 (RFC 2104) with a key that lives as long as the resource:
 * nobody can make one, or tell from one what is in it, and a tag of one caller is none of another.
 */
final class QueryTags {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 16;

  private final Mac keyed;

  QueryTags() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(random, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /**
   * What an answer is made of.
   *
   * @param caller the name of who asks
   * @param permitted what the caller may read
   */
  record Asked(
      Snapshot snapshot, String caller, EntityFilter permitted, UriInfo uri, QueryLimits limits) {}

  /**
   * Answers, or says that the caller has the answer already. A caller who may read nothing gets no
   * tag, since that would tell when others write.
   *
   * @param full makes the answer
   */
  Response answer(Asked asked, HttpHeaders headers, Supplier<Response> full) {
    if (asked.permitted().equals(EntityFilter.NONE)) {
      return full.get();
    }
    return ReadTags.answer("W/\"" + tag(asked) + '"', headers, full);
  }

  private String tag(Asked asked) {
    StringBuilder text = new StringBuilder();
    text.append(asked.snapshot().generation()).append('\n');
    add(text, asked.uri().getRequestUri().getRawQuery());
    add(text, asked.limits());
    add(text, asked.caller());
    FilterText.append(text, asked.permitted());
    try {
      Mac mac = (Mac) keyed.clone();
      byte[] digest = mac.doFinal(text.toString().getBytes(UTF_8));
      byte[] start = Arrays.copyOf(digest, TAG_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(start);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC can be cloned", e);
    }
  }

  private static void add(StringBuilder text, Object part) {
    String value = String.valueOf(part);
    text.append(value.length()).append(':').append(value);
  }
}
