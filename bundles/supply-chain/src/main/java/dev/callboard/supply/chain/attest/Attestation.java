package dev.callboard.supply.chain.attest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement whose signature was verified. Texts are empty when it does not tell.
 *
 * @param digest of the envelope
 * @param predicateType what kind of statement it is
 * @param subjects what it is about: names with digests
 * @param signer the name of the key
 * @param builder who built it, of SLSA provenance
 * @param buildType how, of SLSA provenance
 * @param sourceUri of what, of SLSA provenance
 * @param commit of the source, of SLSA provenance
 * @param actor who sent it
 * @param receivedMillis when
 */
public record Attestation(
    String digest,
    String predicateType,
    List<String> subjects,
    String signer,
    String builder,
    String buildType,
    String sourceUri,
    String commit,
    String actor,
    long receivedMillis) {
  private static final int MOST = 100;
  private static final int LONGEST = 1_000;

  static Attestation of(Envelope envelope, String digest, String actor, long now) {
    JsonNode statement = envelope.statement();
    JsonNode predicate = statement.path("predicate");
    boolean old = predicate.has("builder");
    JsonNode source = old ? predicate.at("/invocation/configSource") : source(predicate);
    return new Attestation(
        digest,
        cut(statement.path("predicateType")),
        subjects(statement.path("subject")),
        envelope.signer(),
        cut(predicate.at(old ? "/builder/id" : "/runDetails/builder/id")),
        cut(predicate.at(old ? "/buildType" : "/buildDefinition/buildType")),
        cut(source.path("uri")),
        commit(source.path("digest")),
        actor,
        now);
  }

  /** The dependency that is under version control is what was built. */
  private static JsonNode source(JsonNode predicate) {
    JsonNode all = predicate.at("/buildDefinition/resolvedDependencies");
    for (JsonNode each : all) {
      if (!commit(each.path("digest")).isEmpty()) {
        return each;
      }
    }
    return all.path(0);
  }

  private static String commit(JsonNode digest) {
    String commit = cut(digest.path("gitCommit"));
    return commit.isEmpty() ? cut(digest.path("sha1")) : commit;
  }

  private static List<String> subjects(JsonNode subjects) {
    List<String> all = new ArrayList<>();
    for (JsonNode each : subjects) {
      String sha = cut(each.at("/digest/sha256"));
      String name = cut(each.path("name")).replaceAll("\\s+", " ");
      if (all.size() < MOST) {
        all.add(sha.isEmpty() ? name : name + "@sha256:" + sha);
      }
    }
    return all;
  }

  private static String cut(JsonNode text) {
    String value = text.isTextual() ? text.textValue().replaceAll("\\p{Cntrl}", " ").strip() : "";
    return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
  }
}
