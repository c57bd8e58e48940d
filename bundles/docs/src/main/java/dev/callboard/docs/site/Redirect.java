package dev.callboard.docs.site;

import static dev.callboard.docs.markdown.Html.escape;

import dev.callboard.docs.html.Urls;

/**
 * A page that has moved.
 *
 * @param path where it was
 * @param html a page that leads to where it is
 */
record Redirect(String path, String html) {
  /** Returns a redirect, or null when it would lead nowhere or replace a page. */
  static Redirect of(String from, String to, SiteFiles files) {
    if (!SiteFiles.isPage(from) || files.has(from)) {
      return null;
    }
    String url = files.url(from);
    String target = target(to, url, files);
    return target == null
        ? null
        : new Redirect(
            files.target(from),
            "<!doctype html>\n"
                + "<html lang=\"en\">\n"
                + "<head>\n"
                + "<meta charset=\"utf-8\">\n"
                + "<title>Redirecting...</title>\n"
                + "<meta http-equiv=\"refresh\" content=\"0; url="
                + escape(target)
                + "\">\n</head>\n<body>\n<a href=\""
                + escape(target)
                + "\">This page has moved</a>\n</body>\n</html>\n");
  }

  private static String target(String to, String url, SiteFiles files) {
    String scheme = Urls.scheme(Urls.seen(to));
    if (scheme.equals("https") || scheme.equals("http")) {
      return Urls.seen(to);
    }
    int hash = to.indexOf('#');
    String path = hash < 0 ? to : to.substring(0, hash);
    return scheme.isEmpty() && files.has(path)
        ? SiteUrls.encoded(SiteUrls.relative(files.url(path), url))
            + (hash < 0 ? "" : to.substring(hash))
        : null;
  }
}
