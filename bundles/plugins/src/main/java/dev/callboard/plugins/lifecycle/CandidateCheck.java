package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.plugins.inspect.InspectedJar;
import dev.callboard.plugins.inspect.JarInspector;
import dev.callboard.plugins.inspect.JarRefusedException;
import dev.callboard.plugins.inspect.PluginManifest;
import dev.callboard.plugins.inspect.RiskyCall;
import dev.callboard.plugins.signature.JarIdentity;
import dev.callboard.plugins.signature.SignaturePolicy;
import dev.callboard.plugins.signature.SignatureVerifier;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.FailPoint;
import dev.callboard.plugins.store.ShippedJar;
import dev.callboard.plugins.store.ShippedJars;
import dev.callboard.plugins.store.StateJournal;
import dev.callboard.plugins.store.StoredJar;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks jars: first the signature, then the archive, then what it wants to be. Thread-safe. */
final class CandidateCheck {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateCheck.class);

  private final BundleContext context;
  private final SettingsSource settings;
  private final ShippedJars shipped;
  private final StateJournal journal;
  private final Clock clock;

  CandidateCheck(
      BundleContext context,
      SettingsSource settings,
      ShippedJars shipped,
      StateJournal journal,
      Clock clock) {
    this.context = context;
    this.settings = settings;
    this.shipped = shipped;
    this.journal = journal;
    this.clock = clock;
  }

  /** Returns what the signature of a jar is worth, without looking into the jar. */
  Verdict verdict(StoredJar jar) {
    if (shipped.withDigest(jar.sha256()).isPresent()) {
      return Verdict.shipped();
    }
    return new SignatureVerifier(settings.current().keys(), clock)
        .verify(jar.sha256(), jar.signature());
  }

  /** Returns what the signature of an installed jar is worth now. */
  Verdict verdictOfInstalled(StoredJar jar) {
    if (shipped.withDigest(jar.sha256()).isPresent()) {
      return Verdict.shipped();
    }
    return new SignatureVerifier(settings.current().keys(), clock)
        .verifyInstalled(jar.sha256(), jar.signature());
  }

  /** Refuses what the policy does not let in. */
  void checkPolicy(Verdict verdict) throws RefusedException {
    if (verdict.isBad()) {
      throw RefusedException.hostile("signature", verdict.reason());
    }
    boolean unsigned = verdict.publisher().equals(Verdict.UNSIGNED_PUBLISHER);
    if (unsigned && settings.current().policy() == SignaturePolicy.DENY) {
      throw RefusedException.hostile(
          "unsigned",
          "the jar is not signed, and plugins.signatures.policy is deny; put its signature beside"
              + " it, as <name>.jar.sig");
    }
  }

  /** Checks a jar that came in. */
  Candidate check(StoredJar jar, Optional<String> source, boolean allowDowngrade)
      throws IOException, RefusedException {
    Optional<String> problem = settings.problem();
    if (problem.isPresent()) {
      throw RefusedException.of(ErrorCode.SERVICE_UNAVAILABLE, "config", problem.get());
    }
    Verdict verdict = verdict(jar);
    checkPolicy(verdict);
    FailPoint.hit("verify.signature");
    InspectedJar content = inspect(jar);
    FailPoint.hit("verify.inspected");
    warn(verdict, content);
    checkSigned(verdict, content);
    rules().checkAlone(content.manifest(), isHeir(content.manifest(), verdict));
    checkCalls(content.calls());
    return new Candidate(jar, content, verdict, source, allowDowngrade);
  }

  /** Returns the candidate that a plugin of the installation is; nobody has to look into it. */
  Candidate shipped(ShippedJar jar) {
    InspectedJar content = new InspectedJar(jar.manifest(), Map.of(), 0, 0, List.of());
    return new Candidate(jar.jar(), content, Verdict.shipped(), Optional.empty(), true);
  }

  /** Returns whether a jar may be in the place of a plugin that the server came with. */
  private boolean isHeir(PluginManifest manifest, Verdict verdict) {
    return shipped.find(manifest.pluginId()).isPresent()
        && journal
            .current()
            .ownerOf(manifest.pluginId())
            .filter(verdict.publisher()::equals)
            .isPresent();
  }

  private void warn(Verdict verdict, InspectedJar content) {
    boolean unsigned = verdict.publisher().equals(Verdict.UNSIGNED_PUBLISHER);
    if (unsigned && settings.current().policy() == SignaturePolicy.WARN) {
      LOG.warn(
          "Plugin {} {} is not signed",
          content.manifest().pluginId(),
          content.manifest().version());
    }
  }

  /** Returns the rules of this server as it is now. */
  ServerRules rules() {
    return new ServerRules(CoreFacts.of(context), shipped);
  }

  private InspectedJar inspect(StoredJar jar) throws IOException, RefusedException {
    PluginSettings now = settings.current();
    try {
      return new JarInspector(now.limits(), now.multiRelease()).inspect(jar.file());
    } catch (JarRefusedException e) {
      throw RefusedException.hostile(e.rule(), e.getMessage());
    }
  }

  private static void checkSigned(Verdict verdict, InspectedJar content) throws RefusedException {
    String id = content.manifest().pluginId();
    String version = content.manifest().version();
    boolean other =
        verdict.pluginId().filter(signed -> !signed.equals(id)).isPresent()
            || verdict
                .version()
                .filter(signed -> !JarIdentity.normalised(signed).equals(version))
                .isPresent();
    if (other) {
      throw RefusedException.hostile(
          "signature",
          "the signature is for "
              + verdict.pluginId().orElse("")
              + " "
              + verdict.version().orElse("")
              + ", and the jar is "
              + id
              + " "
              + version);
    }
  }

  private void checkCalls(Map<RiskyCall, String> calls) throws RefusedException {
    for (RiskyCall call : settings.current().scan().refused()) {
      if (calls.containsKey(call)) {
        throw RefusedException.hostile(
            "scan",
            "the class "
                + JarRefusedException.quote(calls.get(call))
                + " makes a call of the kind '"
                + call.text()
                + "', which plugins.scan does not let in");
      }
    }
  }
}
