package dev.callboard.sample.greetings;

import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.compliance.CheckResult;
import dev.callboard.scaffolder.compliance.CheckResult.Outcome;
import dev.callboard.scaffolder.compliance.ComplianceCheck;
import dev.callboard.scaffolder.compliance.ComplianceEvaluator;
import dev.callboard.scaffolder.compliance.ComplianceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The check {@code friendly-readme} for {@code compliance:require}: a README.md greets. */
@Component(service = ComplianceEvaluator.class)
public final class FriendlyReadme implements ComplianceEvaluator {
  private static final ComplianceCheck CHECK =
      new ComplianceCheck("friendly-readme", "The README greets who reads it");

  @Override
  public List<ComplianceCheck> checks() {
    return List.of(CHECK);
  }

  @Override
  public List<CheckResult> evaluate(ComplianceRequest request) {
    return List.of(
        request
            .files()
            .map(FriendlyReadme::check)
            .orElse(new CheckResult(CHECK.id(), Outcome.NOT_APPLICABLE, "it looks at files only")));
  }

  private static CheckResult check(Workspace files) {
    try {
      if (files.find("README.md").isEmpty()) {
        return new CheckResult(CHECK.id(), Outcome.FAIL, "there is no README.md");
      }
      boolean friendly = files.readText("README.md").contains("Hello");
      return friendly
          ? new CheckResult(CHECK.id(), Outcome.PASS, "")
          : new CheckResult(CHECK.id(), Outcome.FAIL, "README.md does not say Hello");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
