package dev.callboard.scaffolder.github;

import static dev.callboard.scaffolder.publish.InputSchema.text;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:deployKey:create}: adds a deploy key, and its private key as a secret. */
@Component(service = TemplateAction.class)
public final class DeployKeyAction extends GitHubAction {
  /** Called by Declarative Services. */
  @Activate
  public DeployKeyAction(@Reference GitHubHosts hosts) {
    super(
        "github:deployKey:create",
        "Adds a deploy key to a repository on GitHub, and its private key as a secret.",
        hosts);
  }

  @Override
  protected List<String> example() {
    return List.of(
        "publicKey: ssh-ed25519 AAAA", "privateKey: ${{ secrets.key }}", "deployKeyName: Deploy");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .require("publicKey", text("The public key, as ssh-keygen writes it"))
        .require("privateKey", text("The private key"))
        .require("deployKeyName", text("The name of the key"))
        .optional(
            "privateKeySecretName",
            text("The name of the secret, by default that of the key with _PRIVATE_KEY"));
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("privateKeySecretName", text("The name of the secret with the private key"))
        .build();
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    String name = input.require("deployKeyName");
    String key = input.require("publicKey");
    String secret =
        input
            .text("privateKeySecretName")
            .orElse(name.replace(' ', '_').toUpperCase(Locale.ROOT) + "_PRIVATE_KEY");
    String path = repository.path("keys");
    new CreateOnce(context, "deploy.key." + repository + "." + name, "deploy key of " + repository)
        .run(
            () -> find(repository, path, key),
            () -> {
              repository.call(
                  "Adding the deploy key '" + name + "'",
                  "POST",
                  path,
                  Map.of("title", name, "key", key));
              return Map.of();
            });
    new GitHubSecrets(repository, repository.path("actions", "secrets"))
        .store(Map.of(secret, input.require("privateKey")));
    context.output("privateKeySecretName", secret);
  }

  /** GitHub keeps type and key, and drops the comment behind them. */
  private static Optional<Map<String, Object>> find(
      GitHubRepository repository, String path, String key) {
    String kept = kept(key);
    return repository.api().list(path, "Looking for deploy keys of " + repository).stream()
        .filter(one -> one instanceof Map<?, ?> map && kept.equals(kept(map.get("key"))))
        .findAny()
        .map(one -> Map.of());
  }

  private static String kept(Object key) {
    String[] parts = String.valueOf(key).strip().split("\\s+");
    return parts.length < 2 ? parts[0] : parts[0] + " " + parts[1];
  }
}
