package dev.callboard.catalog.analyze;

import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a repository, or of a folder in it, as people copy it from a browser.
 *
 * @param host in lower case
 * @param root the URL of the repository
 * @param owner the path before the name, possibly empty
 * @param name the name of the repository
 * @param folder what follows, with the branch; empty for the repository as a whole
 */
record RepositoryUrl(String host, String root, String owner, String name, String folder) {
  private static final Pattern FOLDER = Pattern.compile("(.+?)((?:/-)?/(?:tree|blob|src|edit)/.+)");

  /** Reads a URL; refuses with code {@code INPUT} what is none. */
  static RepositoryUrl of(String url) {
    URI uri = uri(url);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    Matcher parts = FOLDER.matcher(path);
    boolean inside = parts.matches();
    String repository = (inside ? parts.group(1) : path).replaceAll("\\.git$", "");
    List<String> steps =
        Arrays.stream(repository.split("/"))
            .filter(step -> !step.isEmpty() && !step.equals("_git"))
            .toList();
    String name = steps.isEmpty() ? uri.getHost() : steps.get(steps.size() - 1);
    return new RepositoryUrl(
        uri.getHost().toLowerCase(Locale.ROOT),
        uri.getScheme() + "://" + uri.getRawAuthority() + repository,
        steps.isEmpty() ? "" : String.join("/", steps.subList(0, steps.size() - 1)),
        name,
        inside ? parts.group(2).replaceAll("/[^/]+\\.ya?ml$", "") : "");
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url.strip());
      boolean web = "http".equalsIgnoreCase(uri.getScheme());
      if ((web || "https".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
        if (uri.getRawUserInfo() != null) {
          throw PortalException.input(
              "request/body/location/target must NOT contain credentials; configure them under"
                  + " integrations");
        }
        return uri;
      }
    } catch (URISyntaxException e) {
      // Answered below: it comes from outside and is nothing to log.
    }
    throw PortalException.input("The given location.target is not a URL");
  }
}
