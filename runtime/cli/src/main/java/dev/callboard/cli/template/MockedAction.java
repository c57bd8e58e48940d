package dev.callboard.cli.template;

import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import java.util.Map;

/** An action of a test: the real one where there is one, unless something stands for it. */
final class MockedAction implements TemplateAction {
  private final String id;
  private final TemplateAction real;
  private final Mocks mocks;

  /** Creates an action; the real one may be null. */
  MockedAction(String id, TemplateAction real, Mocks mocks) {
    this.id = id;
    this.real = real;
    this.mocks = mocks;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Map<String, Object> inputSchema() {
    return real == null ? Map.of() : real.inputSchema();
  }

  @Override
  public Map<String, Object> outputSchema() {
    return real == null ? Map.of() : real.outputSchema();
  }

  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws Exception {
    mocks.called(context);
    if (mocks.has(context.stepId(), id)) {
      mocks.play(context, id);
      return;
    }
    if (real == null || !real.supportsDryRun()) {
      throw PortalException.input(
          "The action "
              + id
              + " has effects that a test must not have: say under 'mocks' what step '"
              + context.stepId()
              + "' gives, such as {output: {…}}");
    }
    real.run(context);
  }
}
