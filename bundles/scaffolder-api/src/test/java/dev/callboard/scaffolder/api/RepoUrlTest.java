package dev.callboard.scaffolder.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoUrlTest {
  @Test
  void readsTheTextOfARepositoryPicker() {
    RepoUrl url = RepoUrl.parse("dev.azure.com?owner=o+ne&repo=r%26d&project=p&organization=org");

    assertEquals("dev.azure.com", url.host());
    assertEquals(Optional.of("o ne"), url.owner());
    assertEquals(Optional.of("r&d"), url.repo());
    assertEquals(Optional.of("p"), url.project());
    assertEquals(Optional.of("org"), url.organization());
    assertEquals(Optional.empty(), url.workspace());
  }

  @Test
  void itsTextIsReadAsTheSame() {
    String text = "git.acme.test:8443?owner=a+b&repo=r%26d";

    assertEquals(text, RepoUrl.parse(text).toString());
  }

  @Test
  void aMissingPartIsNamed() {
    RepoUrl url = RepoUrl.parse("github.com?owner=acme&repo=");

    PortalException error = assertThrows(PortalException.class, () -> url.require("repo"));

    assertEquals(ErrorCode.INPUT, error.code());
    assertTrue(error.getMessage().endsWith("missing repo"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GitHub.com", "github.com.", "ｇithub.com", " github.com ", "github.com/"})
  void T14_writingsOfOneHostAreOneHost(String host) {
    assertEquals("github.com", RepoUrl.parse(host + "?owner=acme&repo=shop").host());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?owner=a&repo=b", "a b?repo=c", "a@github.com?repo=c", "github.com/x?repo=c"})
  void whatHasNoHostIsRefused(String text) {
    PortalException error = assertThrows(PortalException.class, () -> RepoUrl.parse(text));

    assertEquals(ErrorCode.INPUT, error.code());
  }

  @Test
  void theFirstOfTwoValuesCounts() {
    assertEquals("a", RepoUrl.parse("h?owner=a&owner=b").require("owner"));
  }
}
