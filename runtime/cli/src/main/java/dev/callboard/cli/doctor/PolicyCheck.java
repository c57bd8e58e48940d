package dev.callboard.cli.doctor;

import dev.callboard.cli.Terminal;
import dev.callboard.permission.role.Role;
import dev.callboard.permission.role.RoleReader;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the policy file as the server does. Which rules and permissions exist only a server knows,
 * so conditions are not looked into.
 */
final class PolicyCheck {
  private static final String AREA = "permissions";
  private static final String KEY = "permission.policy.file";

  private PolicyCheck() {}

  static List<Finding> of(Config config, Terminal terminal) {
    Optional<String> file =
        config
            .section("permission.policy")
            .flatMap(policy -> policy.string("file"))
            .filter(path -> !path.isBlank());
    return file.map(path -> List.of(check(path, terminal))).orElse(List.of());
  }

  private static Finding check(String path, Terminal terminal) {
    Path here = terminal.resolve(Path.of(path));
    Path file = Files.exists(here) ? here : terminal.home().resolve(path);
    try {
      List<Role> roles =
          new RoleReader(condition -> {})
              .file(Files.readString(file), file.getFileName().toString());
      String names = String.join(", ", roles.stream().map(Role::name).toList());
      return roles.isEmpty()
          ? Finding.warning(
              AREA,
              file + " has no role: people may do nothing",
              "Add roles, or remove " + KEY + " for the built-in table.")
          : Finding.ok(AREA, file + " has the roles " + names);
    } catch (NoSuchFileException e) {
      return Finding.error(AREA, KEY + " names " + file + ", which does not exist", "");
    } catch (IOException e) {
      return Finding.error(AREA, file + " cannot be read as UTF-8", "");
    } catch (PortalException e) {
      return Finding.error(AREA, e.getMessage(), "The server lets nobody but administrators in.");
    }
  }
}
